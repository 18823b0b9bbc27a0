"""Quality of data: flags, profiles of series, agreement of sources, metadata, scores, value of further data.

Source: United Nations National Quality Assurance Frameworks Manual for Official Statistics (2019); SDMX code lists.
"""

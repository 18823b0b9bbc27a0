"""The guide for editors: written from the layout of the sheets and the list of problems, with pictures of real sheets."""

### Names as running text has them, where they differ from those of the tables. The id is name-<kind>-<code>, every other character a
### hyphen. `.number = plural` for names that take a plural verb.

name-group-WLD = the world
name-group-HIC = high-income economies
    .number = plural
name-group-UMC = upper-middle-income economies
    .number = plural
name-group-LMC = lower-middle-income economies
    .number = plural
name-group-LIC = low-income economies
    .number = plural
name-group-ITU-AME = the Americas
    .number = plural
name-group-ITU-ARB = the Arab States
    .number = plural
name-group-ITU-CIS = the Commonwealth of Independent States
name-group-M49-019 = the Americas
    .number = plural
name-group-LDC = the least developed countries
    .number = plural
name-group-LLDC = the landlocked developing countries
    .number = plural
name-group-SIDS = the small island developing States
    .number = plural

name-economy-ARE = the United Arab Emirates
name-economy-BHS = the Bahamas
name-economy-BOL = the Plurinational State of Bolivia
name-economy-CAF = the Central African Republic
name-economy-COD = the Democratic Republic of the Congo
name-economy-COG = the Congo
name-economy-COM = the Comoros
name-economy-CYM = the Cayman Islands
name-economy-DOM = the Dominican Republic
name-economy-FRO = the Faroe Islands
name-economy-FSM = the Federated States of Micronesia
name-economy-GBR = the United Kingdom
name-economy-GMB = the Gambia
name-economy-IRN = the Islamic Republic of Iran
name-economy-KOR = the Republic of Korea
name-economy-LAO = the Lao People’s Democratic Republic
name-economy-MDA = the Republic of Moldova
name-economy-MDV = Maldives
name-economy-MHL = the Marshall Islands
name-economy-NER = the Niger
name-economy-NLD = the Netherlands
name-economy-PHL = the Philippines
name-economy-PRK = the Democratic People’s Republic of Korea
name-economy-PSE = the State of Palestine
name-economy-RUS = the Russian Federation
name-economy-SDN = the Sudan
name-economy-SLB = the Solomon Islands
name-economy-SYR = the Syrian Arab Republic
name-economy-TZA = the United Republic of Tanzania
name-economy-USA = the United States
name-economy-VEN = the Bolivarian Republic of Venezuela

name-short-IT-NET-USER-ZS = Internet use
name-short-IT-CEL-SETS-P2 = mobile subscriptions
    .number = plural
name-short-IT-NET-BBND-P2 = fixed-broadband subscriptions
    .number = plural
name-short-IT-MLT-MAIN-P2 = fixed-telephone subscriptions
    .number = plural
name-short-SPI-INDEX = the Statistical Performance Indicators
    .number = plural
name-short-GCI = the Global Cybersecurity Index
name-short-EGDI = the E-Government Development Index
name-short-UNCTAD-DE-DIG-SERVTRADE-ANN-EXP = digital services exports
    .number = plural
name-short-UNCTAD-DE-DIG-SERVTRADE-ANN-IMP = digital services imports
    .number = plural

## Themes, layers and kinds of platform

name-theme-data-governance = data governance
name-theme-digital-divide = the digital divide
name-theme-digital-economy = the digital economy
name-theme-digital-government = digital government
name-theme-digital-identity = digital identity
name-theme-digital-payments = digital payments
name-theme-digital-regulation = digital regulation
name-theme-digital-security = digital security
name-theme-digital-trade = digital trade
name-theme-internet-governance = Internet governance
name-theme-measurement = measurement
name-theme-standards = standards
name-register-multilateral = multilateral
name-register-plurilateral = plurilateral
name-register-regional = regional
name-register-bilateral = bilateral
name-register-private = private
name-register-intergovernmental = intergovernmental
name-register-multistakeholder = multistakeholder

## Sources that are no publication

name-source-registers = register of platforms and instruments of this report (rows read at their sources; see Annex)
name-source-index = computed from indicators of this report, whose sources stand on their cards

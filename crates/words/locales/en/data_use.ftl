kind-data-use = Use of data
kind-consent = Consent or prohibition
kind-lookup = Lookup
kind-access-log = About the log

# The electronic signature of a decision: checked, none, cannot be checked yet, does not match.

signature-heading = Electronic signature
signature-checked = { $by } has signed the decision, and the signature is checked.
signature-checked-means = This device checked it. The decision has not been changed since it was signed.
signature-time = Signed
signature-key = Key
signature-revoked = The authority took the key out of use on { $when }. The decision was signed before that. If you got the decision only after that, check it with the authority.
signature-unsigned = The decision has no electronic signature.
signature-unsigned-means = Not all authorities sign their decisions electronically. You do not need to do anything.
signature-not-yet = The signature has not been checked yet.
signature-not-yet-means = The authority's keys have not come yet. The device checks the signature when it has them.
signature-mismatch = The signature does not match
signature-mismatch-altered = The decision is not as it was when it was signed. It may have been changed on its way.
signature-mismatch-key = The decision was not signed with a key of this authority.
signature-mismatch-time = The key was not in use when the decision was signed.
signature-mismatch-unreadable = The signature is such that it cannot be read.
signature-mismatch-do = Check the decision with the authority before you act on it. Call or visit them. Look for their contact details on their own website, not in this decision.
signature-mismatch-read = You can still read the decision. The time limit may run even if the signature does not match.
signature-mark = The signature does not match

report-feedback-rating = How was the fault handled?
report-feedback-very-well = Very well
report-feedback-well = Well
report-feedback-neither = Neither well nor badly
report-feedback-badly = Badly
report-feedback-very-badly = Very badly
report-feedback-words = What was good, what could be better?

report-feedback-rating = Miten vika hoidettiin?
report-feedback-very-well = Erittäin hyvin
report-feedback-well = Hyvin
report-feedback-neither = Ei hyvin eikä huonosti
report-feedback-badly = Huonosti
report-feedback-very-badly = Erittäin huonosti
report-feedback-words = Mikä oli hyvää, mitä voisi parantaa?

report-feedback-rating = Hur sköttes felet?
report-feedback-very-well = Mycket bra
report-feedback-well = Bra
report-feedback-neither = Varken bra eller dåligt
report-feedback-badly = Dåligt
report-feedback-very-badly = Mycket dåligt
report-feedback-words = Vad var bra, vad kunde göras bättre?

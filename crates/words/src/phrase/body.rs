//! Server text as paragraphs.

/// The paragraphs of a text: blank lines separate them. Line breaks inside one stay, for addresses and lists.
pub fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() {
            if !lines.is_empty() {
                paragraphs.push(lines.join("\n"));
                lines.clear();
            }
        } else {
            lines.push(line.trim_end());
        }
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_and_single_breaks_stay() {
        assert_eq!(
            paragraphs("\nHei Aino!\n\n \nKeskuskatu 1\n00100 Haikkala  \n"),
            ["Hei Aino!", "Keskuskatu 1\n00100 Haikkala"]
        );
        assert!(paragraphs(" \n\n").is_empty());
    }
}

//! Fields of forms: each with its label, its hint and its error, tied together for those who do not see them.

use maud::{Markup, html};

use super::filled::{Filled, LANGUAGES};

/// How much is written in a field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// One line.
    Line,
    /// Paragraphs.
    Text,
}

/// A text in the body's languages.
pub(super) fn texts(form: &Filled, name: &str, legend: &str, size: Size, is_required: bool) -> Markup {
    html! {
        fieldset.texts {
            legend { (legend) @if !is_required { span.aside { " (optional)" } } }
            @for (tag, language) in LANGUAGES {
                @let field = format!("{name}-{tag}");
                @let asked = is_required && tag == "fi";
                div.field.is-wrong[form.error(&field).is_some()] {
                    label for=(field) { (language) @if is_required && !asked { span.aside { " (optional)" } } }
                    (error(form, &field))
                    @match size {
                        Size::Line => input type="text" id=(field) name=(field) lang=(tag) autocomplete="off"
                            required[asked] aria-invalid=[invalid(form, &field)] aria-describedby=[described(form, &field, false)]
                            value=(form.value(&field));,
                        Size::Text => textarea id=(field) name=(field) lang=(tag) rows="7"
                            required[asked] aria-invalid=[invalid(form, &field)] aria-describedby=[described(form, &field, false)] {
                            // A browser drops the first line break of a text area.
                            "\n" (form.value(&field))
                        },
                    }
                }
            }
        }
    }
}

/// Paragraphs that are the same in every language.
pub(super) fn text(form: &Filled, name: &str, label: &str, hint: &str) -> Markup {
    html! {
        div.field.is-wrong[form.error(name).is_some()] {
            label for=(name) { (label) span.aside { " (optional)" } }
            (hint_of(name, hint))
            (error(form, name))
            textarea id=(name) name=(name) rows="4"
                aria-invalid=[invalid(form, name)] aria-describedby=[described(form, name, !hint.is_empty())] {
                // A browser drops the first line break of a text area.
                "\n" (form.value(name))
            }
        }
    }
}

/// A line that is the same in every language.
pub(super) fn line(form: &Filled, name: &str, label: &str, hint: &str) -> Markup {
    html! {
        div.field.is-wrong[form.error(name).is_some()] {
            label for=(name) { (label) span.aside { " (optional)" } }
            (hint_of(name, hint))
            (error(form, name))
            input.short type="text" id=(name) name=(name) autocomplete="off" value=(form.value(name))
                aria-invalid=[invalid(form, name)] aria-describedby=[described(form, name, !hint.is_empty())];
        }
    }
}

/// A day.
pub(super) fn day(form: &Filled, name: &str, label: &str, hint: &str) -> Markup {
    html! {
        div.field.is-wrong[form.error(name).is_some()] {
            label for=(name) { (label) }
            (hint_of(name, hint))
            (error(form, name))
            input.short type="date" id=(name) name=(name) value=(form.value(name))
                aria-invalid=[invalid(form, name)] aria-describedby=[described(form, name, !hint.is_empty())];
        }
    }
}

/// A choice from a list; `groups` are headings with values and labels, a group without a heading stands by itself.
pub(super) fn choice(form: &Filled, name: &str, label: &str, groups: &[(String, Vec<(String, String)>)]) -> Markup {
    let option = |value: &str, text: &str| {
        html! { option value=(value) selected[form.value(name) == value] { (text) } }
    };
    html! {
        div.field.is-wrong[form.error(name).is_some()] {
            label for=(name) { (label) }
            (error(form, name))
            select id=(name) name=(name) aria-invalid=[invalid(form, name)] aria-describedby=[described(form, name, false)] {
                @for (heading, options) in groups {
                    @if heading.is_empty() {
                        @for (value, text) in options { (option(value, text)) }
                    } @else {
                        optgroup label=(heading) {
                            @for (value, text) in options { (option(value, text)) }
                        }
                    }
                }
            }
        }
    }
}

/// A choice of which all possibilities are in sight.
pub(super) fn radios(form: &Filled, name: &str, legend: &str, choices: &[(&str, &str)]) -> Markup {
    html! {
        fieldset.radios.is-wrong[form.error(name).is_some()] id=(name) tabindex="-1" aria-describedby=[described(form, name, false)] {
            legend { (legend) }
            (error(form, name))
            @for (value, text) in choices {
                @let id = format!("{name}-{value}");
                div.radio {
                    input type="radio" id=(id) name=(name) value=(value) checked[form.value(name) == *value];
                    label for=(id) { (text) }
                }
            }
        }
    }
}

/// What a form carries unseen.
pub(super) fn hidden(form: &Filled, name: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(form.value(name)); }
}

fn hint_of(name: &str, hint: &str) -> Markup {
    html! { @if !hint.is_empty() { p.hint id=(format!("{name}-hint")) { (hint) } } }
}

fn error(form: &Filled, name: &str) -> Markup {
    html! {
        @if let Some(error) = form.error(name) {
            p.error id=(format!("{name}-error")) { span.aside { "Error: " } (error) }
        }
    }
}

fn invalid(form: &Filled, name: &str) -> Option<&'static str> {
    form.error(name).map(|_| "true")
}

fn described(form: &Filled, name: &str, has_hint: bool) -> Option<String> {
    let hint = has_hint.then(|| format!("{name}-hint"));
    let error = form.error(name).map(|_| format!("{name}-error"));
    let ids: Vec<_> = hint.into_iter().chain(error).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

//! Icons: one drawn set on a 24-unit grid, 1.8 px stroke. They stand beside words and say nothing themselves.

use leptos::prelude::*;

/// An icon of the set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A tray.
    Inbox,
    /// A folder.
    Cases,
    /// An eye.
    Uses,
    /// Two people.
    People,
    /// Two joined links.
    Connections,
    /// A speech balloon.
    Contact,
    /// A paper plane.
    Letters,
    /// A sheet with two rings.
    Calendar,
    /// A pin with an exclamation mark.
    Reports,
    /// Sliders.
    Settings,
    /// A question mark in a circle.
    Help,
    /// A padlock.
    Lock,
    /// Three lines.
    Menu,
    /// An arrow back.
    Back,
    /// A sheet.
    Document,
}

impl Icon {
    const fn strokes(self) -> &'static str {
        match self {
            Self::Inbox => "M3.5 13.5 6.2 5h11.6l2.7 8.5V19h-17zM3.5 13.5H8l1.6 2.8h4.8l1.6-2.8h4.5",
            Self::Cases => "M3.5 6.5h6l2 2.5h9v10h-17zM7.500 13h9M7.500 16h5.500",
            Self::Uses => {
                "M2.500 12c2.300-4.300 5.500-6.500 9.500-6.500s7.200 2.200 9.500 6.500c-2.300 4.300-5.500 6.500-9.500 6.500S4.800 16.300 2.500 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z"
            }
            Self::People => {
                "M9 11.200a3.400 3.400 0 1 0 0-6.800 3.400 3.400 0 0 0 0 6.800zM3 19.800c0-3.700 2.400-5.700 6-5.700s6 2 6 5.700M15.800 4.900a3.100 3.100 0 0 1 0 5.800M17.600 14.400c2.200.7 3.400 2.600 3.400 5.400"
            }
            Self::Connections => {
                "M9.500 14.500l5-5M8.200 11.300l-2.500 2.500a3.200 3.200 0 0 0 4.500 4.500l2.500-2.500M11.300 8.200l2.500-2.500a3.200 3.200 0 0 1 4.500 4.500l-2.500 2.500"
            }
            Self::Contact => "M4 5.500h16v10.500h-8.500L7 19.800V16H4zM8 9.500h8M8 12.500h5",
            Self::Letters => "M3.500 11.500 20.500 4 14 20.500l-3-6.500zM11 14l4.500-4.500",
            Self::Calendar => "M4 6.500h16V20H4zM4 10.500h16M8.500 4v4.500M15.500 4v4.500",
            Self::Reports => {
                "M12 21c4.500-4.700 6.800-8.300 6.800-11.200a6.800 6.800 0 1 0-13.600 0c0 2.900 2.300 6.500 6.800 11.200zM12 6.500v4M12 13.300v.1"
            }
            Self::Settings => "M4.500 7h15M4.500 12h15M4.500 17h15M9 5v4M15 10v4M8 15v4",
            Self::Help => {
                "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM9.600 9.700a2.500 2.500 0 1 1 3.600 2.300c-.8.4-1.200.9-1.200 1.900M12 16.700v.1"
            }
            Self::Lock => "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3M12 14.500v2",
            Self::Menu => "M4 7h16M4 12h16M4 17h16",
            Self::Back => "M19 12H5.500M11 6l-6 6 6 6",
            Self::Document => {
                "M6.500 3.500h7.500l4 4v13H6.500zM13.800 3.500v4.200h4.200M9.500 12.500h5.500M9.500 16h5.500"
            }
        }
    }
}

/// Draws an icon.
#[component]
pub fn IconView(
    /// Which.
    icon: Icon,
) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.strokes()/>
        </svg>
    }
    .into_any()
}

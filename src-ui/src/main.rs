//! Starts the interface in a web view or a browser.

fn main() {
    src_ui::start();
}

//! An empty window: what any app of this kind needs before it has done anything.

#[cfg(target_family = "wasm")]
fn main() {
    use leptos::prelude::*;

    mount_to_body(|| {
        view! {
            <main>
                <h1>"Kotikunta"</h1>
                <article><h3><a href="/">"Kotikunta"</a></h3></article>
            </main>
        }
    });
}

#[cfg(not(target_family = "wasm"))]
fn main() -> std::process::ExitCode {
    #[allow(clippy::disallowed_methods)] // Tauri's macro ends a process whose assets are broken
    match tauri::Builder::default().run(tauri::generate_context!()) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            std::process::ExitCode::FAILURE
        }
    }
}

import init from "/empty_window.js";

init({ module_or_path: "/empty_window_bg.wasm" });

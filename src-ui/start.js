import init from "/kotikunta_ui.js";

init({ module_or_path: "/kotikunta_ui_bg.wasm" });

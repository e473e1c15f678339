use std::{
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
};

use serde_json::Value;

#[test]
fn the_program_announces_its_bodies_and_ends_with_its_input() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_municipality"))
        .args(["--body", "all", "--today", "2026-11-17", "--exit-with-stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
    for id in ["haikkala", "mantylahti", "kaarna"] {
        let line: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
        assert_eq!(line["id"], id);
        let url: reqwest::Url = line["base_url"].as_str().unwrap().parse().unwrap();
        assert_eq!((url.scheme(), url.host_str()), ("http", Some("127.0.0.1")));
        assert_eq!(line["desk"], format!("{}desk", url.as_str()));
        std::net::TcpStream::connect(("127.0.0.1", url.port().unwrap())).unwrap();
    }
    drop(program.stdin.take());
    assert!(program.wait().unwrap().success());
    assert!(lines.next().is_none(), "more lines than bodies");
}

#[test]
fn the_program_says_which_bodies_there_are() {
    let told = Command::new(env!("CARGO_BIN_EXE_municipality")).args(["--body", "espoo"]).output().unwrap();
    assert!(!told.status.success());
    assert!(String::from_utf8(told.stderr).unwrap().contains("haikkala"));
}

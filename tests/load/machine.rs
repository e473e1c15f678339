//! On what, and beside what, the figures were measured.

use std::{env, fs, thread, time::Duration};

use chrono::Utc;

/// More of the processors than this in other hands, and the figures are only bounds.
const BUSY: f64 = 0.15;

/// The machine at the start of the run.
pub struct Machine {
    date: String,
    commit: String,
    cores: usize,
    processor: String,
    kernel: String,
    load: String,
    busy: f64,
}

impl Machine {
    /// Looks around.
    pub fn now() -> Self {
        let cpuinfo = read("/proc/cpuinfo");
        let model = cpuinfo.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split_once(':'));
        Self {
            date: Utc::now().format("%Y-%m-%d %H:%M UTC").to_string(),
            commit: env::var("KOTIKUNTA_COMMIT").unwrap_or_else(|_| "unknown".to_owned()),
            cores: thread::available_parallelism().map_or(1, usize::from),
            processor: model.map_or_else(|| "unknown processor".to_owned(), |(_, name)| name.trim().to_owned()),
            kernel: read("/proc/sys/kernel/osrelease"),
            load: read("/proc/loadavg").split(' ').take(3).collect::<Vec<_>>().join(" "),
            busy: busy(),
        }
    }

    /// The title of its entry in the history.
    pub fn title(&self) -> String {
        format!("{}, commit {}", self.date, self.commit)
    }

    /// What stands above the table.
    pub fn head(&self) -> String {
        let Self { cores, processor, kernel, load, busy, .. } = self;
        let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
        let beside = if *busy > BUSY {
            "**The machine was busy: times are no better than this, ratios are rough.**"
        } else {
            "The machine was quiet."
        };
        let percent = busy * 100.0;
        format!(
            "{cores} × {processor}, Linux {kernel}, profile {profile}, load average {load}, {percent:.0} % of the \
             processors in use by others at the start. {beside}"
        )
    }
}

/// How much of all processors is in use while this program waits. The load average still remembers the build.
fn busy() -> f64 {
    let before = ticks();
    thread::sleep(Duration::from_secs(2));
    let after = ticks();
    let (idle, all) = (after.0 - before.0, after.1 - before.1);
    if all > 0.0 { 1.0 - idle / all } else { 0.0 }
}

/// Idle and all ticks of the processors.
fn ticks() -> (f64, f64) {
    let stat = read("/proc/stat");
    let line = stat.lines().next().unwrap_or_default();
    let ticks: Vec<f64> = line.split_whitespace().skip(1).take(8).filter_map(|word| word.parse().ok()).collect();
    let idle = ticks.iter().skip(3).take(2).sum();
    (idle, ticks.iter().sum())
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_default().trim().to_owned()
}

//! Repeated measurements of one thing.

use std::{fmt, time::Duration};

/// Times of one thing, in milliseconds, shortest first.
#[derive(Clone, Debug, Default)]
pub struct Times(Vec<f64>);

impl Times {
    /// The one in the middle.
    pub fn median(&self) -> f64 {
        self.0.get(self.0.len() / 2).copied().unwrap_or_default()
    }

    /// The one that only one in twenty exceeds.
    pub fn p95(&self) -> f64 {
        let place = (self.0.len() * 95).div_ceil(100).saturating_sub(1);
        self.0.get(place).copied().unwrap_or_default()
    }

    /// The longest.
    pub fn longest(&self) -> f64 {
        self.0.last().copied().unwrap_or_default()
    }

    fn shortest(&self) -> f64 {
        self.0.first().copied().unwrap_or_default()
    }

    /// `p95 12.3 ms (median 9.8, longest 14.0; 100 runs)`
    pub fn shown_p95(&self) -> String {
        let (p95, median, longest) = (figure(self.p95()), figure(self.median()), figure(self.longest()));
        format!("p95 {p95} ms (median {median}, longest {longest}; {} runs)", self.0.len())
    }
}

/// `12.3 ms (11.9 to 14.0; 20 runs)`: the median and the spread.
impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (median, shortest, longest) = (figure(self.median()), figure(self.shortest()), figure(self.longest()));
        write!(f, "{median} ms ({shortest} to {longest}; {} runs)", self.0.len())
    }
}

impl FromIterator<Duration> for Times {
    fn from_iter<I: IntoIterator<Item = Duration>>(times: I) -> Self {
        times.into_iter().map(|time| time.as_secs_f64() * 1000.0).collect()
    }
}

impl FromIterator<f64> for Times {
    fn from_iter<I: IntoIterator<Item = f64>>(times: I) -> Self {
        let mut times: Vec<f64> = times.into_iter().collect();
        times.sort_by(f64::total_cmp);
        Self(times)
    }
}

/// A number with three digits that count.
pub fn figure(number: f64) -> String {
    match number.abs() {
        large if large >= 100.0 => format!("{number:.0}"),
        medium if medium >= 10.0 => format!("{number:.1}"),
        _ => format!("{number:.2}"),
    }
}

/// A count as a number to divide by.
#[allow(clippy::cast_precision_loss)] // counts and sizes far below 2^52
pub fn number(count: usize) -> f64 {
    count as f64
}

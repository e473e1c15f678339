//! When sources are asked: at the start, on a hint, on demand, and otherwise now and then.
//!
//! A source that gives hints is polled rarely, one that does not more often. Intervals are jittered, so that a million
//! devices do not ask in one second, and a failing source is asked ever more rarely, but never given up.

use std::{pin::pin, time::Duration};

use domain::{id::SourceId, outgoing::LONGEST_OBEYED};
use futures_util::StreamExt;
use protocol::ErrorView;

use crate::{Engine, line::Line};

/// Between two polls of a source whose hints arrive.
const WITH_HINTS: Duration = Duration::from_mins(30);
/// Between two polls of a source without hints.
const WITHOUT_HINTS: Duration = Duration::from_mins(10);
/// After the first failure; doubled after each further one.
const FIRST_RETRY: Duration = Duration::from_secs(5);
/// Longest wait of a failing source that names none itself.
const LAST_RETRY: Duration = Duration::from_mins(15);

impl Engine {
    /// Keeps every connected source fresh until [`Engine::close`]. Returns at once.
    pub fn run_in_background(&self) {
        let Ok(opened) = self.opened() else { return };
        for (source, _) in opened.lines() {
            self.keep_fresh(source);
        }
        self.watch_use(&opened);
        self.keep_index(&opened);
        let (engine, stop) = (self.clone(), opened.stop.clone());
        tokio::spawn(async move {
            stop.run_until_cancelled(async { tokio::join!(engine.mind_days(), engine.keep_telling()) }).await
        });
    }

    /// Keeps one source fresh until [`Engine::close`] or until the app locks. Returns at once.
    pub fn keep_fresh(&self, source: SourceId) {
        let (Ok(opened), Ok(line)) = (self.opened(), self.line(&source)) else { return };
        if !line.begin_to_keep_fresh() {
            return;
        }
        let (engine, stop) = (self.clone(), opened.stop.clone());
        tokio::spawn(async move {
            let hints = Box::pin(engine.listen(&line));
            let polls = Box::pin(engine.poll(&source, &line));
            let sends = Box::pin(engine.keep_sending(&source, &line));
            let until_put_aside = line.stop.run_until_cancelled(async { tokio::join!(hints, polls, sends) });
            stop.run_until_cancelled(until_put_aside).await;
        });
    }

    /// Asks one source, or all at once, and answers when all have been asked.
    pub(crate) async fn sync_now(&self, source: Option<SourceId>) -> Result<(), ErrorView> {
        if let Some(locked) = self.behind_lock() {
            self.ask_outposts(&locked).await;
            return Ok(());
        }
        let opened = self.opened()?;
        let sources = match source {
            Some(source) => {
                self.line(&source)?;
                vec![source]
            }
            None => opened.lines().into_iter().map(|(source, _)| source).collect(),
        };
        // A source that fails says so by its freshness.
        self.while_open(futures_util::future::join_all(sources.iter().map(|source| self.pull(source)))).await?;
        Ok(())
    }

    async fn poll(&self, source: &SourceId, line: &Line) {
        let mut failures = 0_u32;
        loop {
            let wait = match self.pull(source).await {
                Ok(()) => {
                    failures = 0;
                    let interval = if line.hints_arrive() { WITH_HINTS } else { WITHOUT_HINTS };
                    self.jittered(interval)
                }
                Err(error) => {
                    failures = failures.saturating_add(1);
                    let Wait { fixed, jittered } = Wait::after_failure(error.retry_after(), failures);
                    fixed + self.jittered(jittered)
                }
            };
            // Either is a reason to ask again.
            let _ = tokio::time::timeout(wait, line.wake.notified()).await;
        }
    }

    /// Listens for hints; each rings the line. After a cut it reconnects.
    async fn listen(&self, line: &Line) {
        let mut failures = 0_u32;
        loop {
            let hints = line.api.hints().await;
            if let Ok(None) = hints {
                // It will never have any.
                return;
            }
            if let Ok(Some(hints)) = hints {
                failures = 0;
                line.set_hints_arrive(true);
                // For what came between the last pull and the first hint.
                line.wake.notify_one();
                self.follow(line, hints).await;
                line.set_hints_arrive(false);
            }
            failures = failures.saturating_add(1);
            tokio::time::sleep(self.jittered(back_off(failures))).await;
        }
    }

    async fn follow<E>(&self, line: &Line, hints: impl futures_util::Stream<Item = Result<(), E>>) {
        let mut hints = pin!(hints);
        while let Some(Ok(())) = hints.next().await {
            line.wake.notify_one();
        }
    }

    /// `wait`, longer or shorter by up to a fifth.
    pub(crate) fn jittered(&self, wait: Duration) -> Duration {
        let mut byte = [0_u8; 1];
        self.inner.host.fill_random(&mut byte);
        let [byte] = byte;
        wait.mul_f64(0.8 + 0.4 * f64::from(byte) / 255.0)
    }
}

/// How long a failing source is left alone.
struct Wait {
    /// At least so long.
    fixed: Duration,
    /// And about so long on top, so that not all devices come back in one second.
    jittered: Duration,
}

impl Wait {
    /// After so many failures in a row, the last of which may have named a time.
    fn after_failure(asked: Option<Duration>, failures: u32) -> Self {
        match asked {
            Some(asked) => Self { fixed: asked.min(LONGEST_OBEYED), jittered: FIRST_RETRY },
            None => Self { fixed: Duration::ZERO, jittered: back_off(failures) },
        }
    }
}

fn back_off(failures: u32) -> Duration {
    let doublings = failures.saturating_sub(1).min(16);
    FIRST_RETRY.saturating_mul(1 << doublings).min(LAST_RETRY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_source_is_asked_ever_more_rarely_but_never_given_up() {
        let waits: Vec<_> = (1..40).map(back_off).collect();
        assert_eq!(waits.first(), Some(&FIRST_RETRY));
        assert!(waits.is_sorted());
        assert_eq!(waits.last(), Some(&LAST_RETRY));
    }

    #[test]
    fn a_source_that_asks_for_patience_gets_it_but_not_for_ever() {
        for (asked, wanted) in [
            (Duration::ZERO, Duration::ZERO),
            (Duration::from_mins(2), Duration::from_mins(2)),
            (Duration::from_hours(24), LONGEST_OBEYED),
            (Duration::MAX, LONGEST_OBEYED),
        ] {
            let wait = Wait::after_failure(Some(asked), 30);
            assert_eq!((wait.fixed, wait.jittered), (wanted, FIRST_RETRY));
        }
        assert_eq!(Wait::after_failure(None, 2).jittered, 2 * FIRST_RETRY);
    }
}

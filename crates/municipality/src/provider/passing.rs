//! What is remembered for a while: codes, sign-ins under way, sessions, proofs that were seen.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Things that pass, by name. All stay equally long; where there are too many, the oldest goes first.
pub(super) struct Passing<T> {
    kept: Mutex<Kept<T>>,
    seconds: i64,
    most: usize,
}

struct Kept<T> {
    things: HashMap<String, T>,
    /// Names with the time at which each thing goes, the first to go in front.
    order: VecDeque<(i64, String)>,
}

impl<T> Passing<T> {
    /// Keeps `most` things for so many seconds.
    pub(super) fn new(seconds: i64, most: usize) -> Self {
        let kept = Kept { things: HashMap::new(), order: VecDeque::new() };
        Self { kept: Mutex::new(kept), seconds, most }
    }

    /// Keeps a thing, unless there is one of that name: then it tells `false`.
    pub(super) fn put(&self, name: String, thing: T, now: i64) -> bool {
        let mut kept = self.fresh(now);
        if kept.things.contains_key(&name) {
            return false;
        }
        if kept.things.len() >= self.most {
            kept.drop_first();
        }
        kept.order.push_back((now + self.seconds, name.clone()));
        kept.things.insert(name, thing);
        true
    }

    /// Looks at a thing, or changes it, with nobody else at it meanwhile.
    pub(super) fn with<R>(&self, name: &str, now: i64, look: impl FnOnce(&mut T) -> R) -> Option<R> {
        self.fresh(now).things.get_mut(name).map(look)
    }

    /// Takes a thing out.
    pub(super) fn take(&self, name: &str, now: i64) -> Option<T> {
        let mut kept = self.fresh(now);
        let thing = kept.things.remove(name)?;
        kept.order.retain(|(_, kept)| kept != name);
        Some(thing)
    }

    fn fresh(&self, now: i64) -> MutexGuard<'_, Kept<T>> {
        // Nothing here is half done when a thread panics.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        while kept.order.front().is_some_and(|(until, _)| *until <= now) {
            kept.drop_first();
        }
        kept
    }
}

impl<T> Kept<T> {
    fn drop_first(&mut self) {
        if let Some((_, name)) = self.order.pop_front() {
            self.things.remove(&name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_pass_when_their_time_is_over_or_there_are_too_many() {
        let passing = Passing::new(10, 2);
        assert!(passing.put("a".to_owned(), 1, 0));
        assert!(!passing.put("a".to_owned(), 2, 9), "it is there still");
        assert!(passing.put("a".to_owned(), 3, 10), "its time was over");
        assert_eq!(passing.with("a", 11, |thing| *thing), Some(3));
        assert!(passing.put("b".to_owned(), 4, 12));
        assert!(passing.put("c".to_owned(), 5, 13));
        assert_eq!(passing.take("a", 13), None, "it made room");
        assert_eq!(passing.take("b", 13), Some(4));
        assert_eq!(passing.take("b", 13), None);
    }
}

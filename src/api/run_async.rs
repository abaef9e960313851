//! Running programs as a future.

use super::error::Error;
use super::step::{Budget, Step, Until};
use crate::bind::Object;
use crate::vm::Vm;
use core::future::poll_fn;
use core::pin::pin;
use core::task::Poll;

impl Vm<'_> {
    /// Runs the program that was loaded or started last to its end, under any executor: between two steps of `budget`
    /// the executor's other tasks have their turn, and while the program waits it sleeps. Drivers that the program
    /// awaits wake it, and so do posted events.
    ///
    /// `timer` waits for so many microseconds; the program wants it for `sleep` and for timeouts, in which
    /// [`Host::now`](crate::Host::now) is the clock: `async |us| Timer::after_micros(us).await` with embassy. If it is dropped, the program
    /// stands where it is and can be run on.
    ///
    /// *Errors*: the exception that ended it.
    ///
    /// # Examples
    /// ```
    /// use ferropy::{Budget, Vm};
    ///
    /// # fn block_on<F: Future>(future: F) -> F::Output {
    /// #     let mut future = core::pin::pin!(future);
    /// #     let mut context = core::task::Context::from_waker(core::task::Waker::noop());
    /// #     loop {
    /// #         if let core::task::Poll::Ready(output) = future.as_mut().poll(&mut context) { break output }
    /// #     }
    /// # }
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).build()?;
    /// vm.load("main.py", "total = sum(range(1000))")?;
    /// block_on(vm.run_async(Budget::ops(100), async |_| core::future::ready(()).await))?;
    /// assert_eq!(vm.get::<u32>("total")?, 499_500);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub async fn run_async(&mut self, budget: Budget, mut timer: impl AsyncFnMut(u64)) -> Result<Object, Error> {
        loop {
            let step = poll_fn(|context| {
                self.waker.clone_from(context.waker());
                Poll::Ready(self.step(budget))
            });
            let pause = match step.await {
                Step::Done(object) => return Ok(object),
                Step::Raised(error) => return Err(error),
                Step::Ready => Some(0),
                Step::Waiting(Until::Event) => None,
                Step::Waiting(Until::Time(time)) => Some(time.saturating_sub(self.host.now())),
            };
            match pause {
                Some(0) => pass(false, async || ()).await,
                Some(time) => pass(true, async || timer(time).await).await,
                None => pass(true, core::future::pending).await,
            }
        }
    }
}

/// Lets the executor have its turn: until it comes back by itself, or, if the program `sleeps`, until something wakes the
/// task, be it the timer or a driver.
async fn pass(sleeps: bool, timer: impl AsyncFnOnce()) {
    let mut timer = pin!(timer());
    let mut waits = false;
    poll_fn(|context| {
        if core::mem::replace(&mut waits, true) {
            return Poll::Ready(());
        }
        if sleeps {
            return timer.as_mut().poll(context);
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

//! Running programs as a future.

use super::error::Error;
use super::repl::{Repl, Turn};
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

impl Repl {
    /// Runs the prompt under any executor, as [`Vm::run_async`] a program, until the user wants a soft reset
    /// ([`Turn::Reset`]) or no byte will ever come again ([`Turn::Closed`]).
    ///
    /// `terminal` ends when since it ended last a byte has come, which the host then has, or the host can write again.
    /// `timer` waits for so many microseconds.
    ///
    /// # Examples
    /// ```
    /// use ferropy::{Budget, Host, Input, Repl, Turn, Vm};
    ///
    /// static INPUT: Input<256> = Input::new();
    ///
    /// struct Uart(Vec<u8>);
    ///
    /// impl Host for Uart {
    ///     fn write(&mut self, text: &[u8]) {
    ///         self.0.extend(text);
    ///     }
    ///     fn read(&mut self, into: &mut [u8]) -> Option<usize> {
    ///         Some(INPUT.read(into))
    ///     }
    /// }
    ///
    /// # fn block_on<F: Future>(future: F) -> F::Output {
    /// #     let mut future = core::pin::pin!(future);
    /// #     let mut context = core::task::Context::from_waker(core::task::Waker::noop());
    /// #     loop {
    /// #         if let core::task::Poll::Ready(output) = future.as_mut().poll(&mut context) { break output }
    /// #     }
    /// # }
    /// // In the interrupt handler; Ctrl-D is the wish for a soft reset.
    /// b"6 * 7\r\x04".iter().for_each(|byte| drop(INPUT.receive(*byte)));
    ///
    /// let (mut uart, mut memory) = (Uart(Vec::new()), [0; 16 * 1024]);
    /// let mut vm = Vm::builder(&mut memory).host(&mut uart).interrupt(INPUT.interrupt()).build()?;
    /// let mut repl = Repl::new();
    /// // With embassy `async || ARRIVED.wait().await`, a `Signal` that the handler sets, and
    /// // `async |us| Timer::after_micros(us).await`.
    /// let terminal = async || core::future::ready(()).await;
    /// let turn = block_on(repl.run_async(&mut vm, Budget::ops(100), terminal, async |_| ()));
    /// assert_eq!(turn, Turn::Reset);
    /// repl.restart(&mut vm);
    /// drop(vm);
    /// assert!(uart.0.windows(4).any(|text| text == b"\n42\n"));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub async fn run_async(
        &mut self,
        vm: &mut Vm<'_>,
        budget: Budget,
        mut terminal: impl AsyncFnMut(),
        mut timer: impl AsyncFnMut(u64),
    ) -> Turn {
        loop {
            let turn = poll_fn(|context| {
                vm.waker.clone_from(context.waker());
                Poll::Ready(self.step(vm, budget))
            });
            match turn.await {
                end @ (Turn::Reset | Turn::Closed) => return end,
                Turn::Run => pass(false, async || ()).await,
                Turn::Input | Turn::Waiting(Until::Event) => pass(true, async || terminal().await).await,
                Turn::Waiting(Until::Time(time)) => {
                    let time = time.saturating_sub(vm.host.now());
                    pass(time > 0, async || first(terminal(), timer(time)).await).await;
                }
            }
        }
    }
}

/// Waits for one of two futures.
async fn first(one: impl Future<Output = ()>, other: impl Future<Output = ()>) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    poll_fn(|context| {
        let is_done = one.as_mut().poll(context).is_ready() || other.as_mut().poll(context).is_ready();
        if is_done { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

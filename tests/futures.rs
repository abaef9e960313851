//! Async functions of Rust, awaited by scripts.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

use ferropy::bind::{Events, Exception};
use ferropy::vm::heap::Torture;
use ferropy::{Budget, Host, Step, Until, Vm};

/// A line on which values arrive when the test says so.
#[derive(Clone, Default)]
struct Line(Rc<Wires>);

#[derive(Default)]
struct Wires {
    values: RefCell<VecDeque<u32>>,
    waker: RefCell<Option<Waker>>,
    dropped: Cell<usize>,
    polls: Cell<usize>,
}

impl Line {
    fn arrive(&self, value: u32) {
        self.0.values.borrow_mut().push_back(value);
        if let Some(waker) = self.0.waker.borrow_mut().take() {
            waker.wake();
        }
    }

    async fn receive(&self) -> u32 {
        let _guard = Guard(self.clone());
        poll_fn(|context| {
            self.0.polls.set(self.0.polls.get() + 1);
            match self.0.values.borrow_mut().pop_front() {
                Some(value) => Poll::Ready(value),
                None => {
                    *self.0.waker.borrow_mut() = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }
}

/// Counts the futures that are dropped.
struct Guard(Line);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.0.dropped.set(self.0.0.dropped.get() + 1);
    }
}

/// A port: an object of its own.
struct Port {
    line: Line,
    received: u32,
}

struct Board {
    ports: [Line; 3],
    line: Line,
}

ferropy::module! {
    BOARD = "board" for Board {
        /// The next value on the board's own line.
        async fn receive(board, scale: u32 = 1) -> u32 {
            board.line.receive().await * scale
        }
        async fn fail(board) -> Result<(), Exception> {
            board.line.receive().await;
            Err(Exception::os_error(5, "the line is cut"))
        }
        await fn receive_now(board) -> u32 {
            board.line.receive().await
        }
        fn peek(board) -> usize {
            board.line.0.values.borrow().len()
        }
        async fn add(a: u32, b: u32) -> u32 {
            a + b
        }
        class Port = "Port" {
            new(board, number: usize) -> Result<Port, &'static str> {
                Ok(Port { line: board.ports.get(number).ok_or("no such port")?.clone(), received: 0 })
            }
            async fn receive(port) -> u32 {
                // The object is borrowed across the wait.
                let value = port.line.receive().await;
                port.received += 1;
                value
            }
            await fn receive_now(port) -> u32 {
                port.line.receive().await
            }
            get received(port) -> u32 { port.received }
        }
    }
}

/// A clock that the test moves.
#[derive(Clone, Default)]
struct Clock(Rc<Cell<u64>>);

impl Host for Clock {
    fn now(&mut self) -> u64 {
        self.0.get()
    }
}

struct Stand {
    vm: Vm<'static>,
    ports: [Line; 3],
    line: Line,
    clock: Clock,
}

fn stand(script: &str) -> Stand {
    stand_in(48 * 1024, script)
}

fn stand_in(heap: usize, script: &str) -> Stand {
    let (ports, line) = (<[Line; 3]>::default(), Line::default());
    let board = Box::leak(Box::new(Board { ports: ports.clone(), line: line.clone() }));
    let clock = Clock::default();
    clock.0.set(1);
    let memory = Box::leak(vec![0; heap].into_boxed_slice());
    let host = Box::leak(Box::new(clock.clone()));
    let mut vm = Vm::builder(memory).module(&BOARD, board).standard_modules().host(host).build().unwrap();
    vm.load("main.py", script).unwrap_or_else(|error| panic!("{}", error.traceback(&mut vm)));
    Stand { vm, ports, line, clock }
}

impl Stand {
    /// Steps until the program waits or has ended.
    fn settle(&mut self) -> Step {
        loop {
            match self.vm.step(Budget::ops(50)) {
                Step::Ready => {}
                Step::Raised(error) => panic!("{}", error.traceback(&mut self.vm)),
                step => return step,
            }
        }
    }

    fn waits(&mut self, until: Until) {
        assert_eq!(self.settle(), Step::Waiting(until));
    }

    fn ends(&mut self) {
        assert!(matches!(self.settle(), Step::Done(_)));
    }
}

/// Counts wake-ups.
#[derive(Default)]
struct Bell(AtomicUsize);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn a_coroutine_gives_what_the_future_gives() {
    let mut stand = stand("import asyncio, board\nfirst = asyncio.run(board.receive(scale=2))");
    stand.waits(Until::Event);
    stand.line.arrive(21);
    stand.ends();
    assert_eq!(stand.vm.get::<u32>("first").unwrap(), 42);
    assert_eq!(stand.line.0.dropped.get(), 1);
}

#[test]
fn several_drivers_are_awaited_at_once() {
    let mut stand = stand(
        "import asyncio, board\n\
         ports = [board.Port(n) for n in range(3)]\n\
         order = []\n\
         async def listen(n):\n    \
             for _ in range(2): order.append((n, await ports[n].receive()))\n\
         async def main(): await asyncio.gather(*map(listen, range(3)))\n\
         asyncio.run(main())\n\
         counts = [port.received for port in ports]\n",
    );
    for (number, value) in [(2, 5), (0, 6), (2, 7), (1, 8), (0, 9)] {
        stand.waits(Until::Event);
        stand.ports[number].arrive(value);
    }
    stand.waits(Until::Event);
    stand.ports[1].arrive(10);
    stand.ends();
    let order = "[(2, 5), (0, 6), (2, 7), (1, 8), (0, 9), (1, 10)]";
    assert_eq!(stand.vm.eval::<&str>("repr(order)").unwrap(), order);
    assert_eq!(stand.vm.eval::<&str>("repr(counts)").unwrap(), "[2, 2, 2]");
}

#[test]
fn what_is_borrowed_is_waited_for_in_turn() {
    let mut stand = stand(
        "import asyncio, board\n\
         async def main():\n    \
             tasks = [asyncio.create_task(board.receive()) for _ in range(3)]\n    \
             await asyncio.sleep(0)\n    \
             try: board.peek()\n    \
             except RuntimeError as error: print(error); refused.append(str(error))\n    \
             return await asyncio.gather(*tasks)\n\
         refused = []\n\
         results = asyncio.run(main())\n\
         free = board.peek()\n",
    );
    stand.waits(Until::Event);
    for value in [1, 2, 3] {
        stand.line.arrive(value);
    }
    stand.ends();
    assert_eq!(stand.vm.eval::<&str>("repr(results)").unwrap(), "[1, 2, 3]");
    let refused = "peek() needs what an operation under way has borrowed";
    assert_eq!(stand.vm.eval::<&str>("refused[0]").unwrap(), refused);
    assert_eq!(stand.vm.get::<u32>("free").unwrap(), 0);
}

#[test]
fn to_cancel_is_to_drop_the_future() {
    let mut stand = stand(
        "import asyncio, board\n\
         async def main():\n    \
             try: await asyncio.wait_for(board.receive(), 0.5)\n    \
             except TimeoutError: late.append(board.peek())\n    \
             port = board.Port(0)\n    \
             task = asyncio.create_task(port.receive())\n    \
             await asyncio.sleep(0)\n    \
             task.cancel()\n    \
             try: await task\n    \
             except asyncio.CancelledError: late.append(port.received)\n\
         late = []\n\
         asyncio.run(main())\n",
    );
    stand.waits(Until::Time(500_001));
    assert_eq!(stand.line.0.dropped.get(), 0);
    stand.clock.0.set(500_001);
    stand.ends();
    assert_eq!(stand.vm.eval::<&str>("repr(late)").unwrap(), "[0, 0]");
    assert_eq!((stand.line.0.dropped.get(), stand.ports[0].0.dropped.get()), (1, 1));
}

#[test]
fn a_function_that_awaits_in_rust_lets_the_other_futures_go_on() {
    let mut stand = stand(
        "import asyncio, board\n\
         async def listen(): return await board.Port(1).receive()\n\
         async def main():\n    \
             task = asyncio.create_task(listen())\n    \
             await asyncio.sleep(0)\n    \
             first = board.Port(0).receive_now()\n    \
             return first, task.done(), await task\n\
         results = asyncio.run(main())\n\
         alone = board.receive_now()\n",
    );
    stand.waits(Until::Event);
    stand.ports[1].arrive(8);
    stand.waits(Until::Event);
    assert_eq!(stand.ports[1].0.dropped.get(), 1, "the other one is done");
    stand.ports[0].arrive(7);
    stand.waits(Until::Event);
    stand.line.arrive(9);
    stand.ends();
    assert_eq!(stand.vm.eval::<&str>("repr((results, alone))").unwrap(), "((7, False, 8), 9)");
}

#[test]
fn errors_of_futures_are_exceptions() {
    let mut stand = stand(
        "import asyncio, board\n\
         try: asyncio.run(board.fail())\n\
         except OSError as error: caught = error.errno, str(error)\n",
    );
    stand.waits(Until::Event);
    stand.line.arrive(0);
    stand.ends();
    assert_eq!(stand.vm.eval::<&str>("repr(caught)").unwrap(), "(5, '[Errno 5] the line is cut')");
}

#[test]
fn arguments_are_checked_when_the_function_is_called() {
    let mut stand = stand("import asyncio, board\nsum = asyncio.run(board.add(1, b=2))");
    stand.ends();
    assert_eq!(stand.vm.get::<u32>("sum").unwrap(), 3);
    let error = stand.vm.exec("board.receive('fast')").unwrap_err();
    assert_eq!(error.message(&mut stand.vm), "argument 'scale' of receive() must be int, not str");
    let error = stand.vm.exec("board.Port.receive(3)").unwrap_err();
    assert_eq!(error.message(&mut stand.vm), "descriptor 'receive' doesn't apply to a 'int' object");
}

#[test]
fn coroutines_that_nobody_awaits_borrow_nothing() {
    let mut stand = stand(
        "import board\n\
         port = board.Port(0)\n\
         for _ in range(200): board.receive(); port.receive()\n\
         left = board.peek(), port.received\n",
    );
    stand.ends();
    assert_eq!(stand.vm.eval::<&str>("repr(left)").unwrap(), "(0, 0)");
    assert_eq!(stand.line.0.dropped.get(), 0);
}

#[test]
fn coroutines_can_be_driven_by_hand() {
    let mut stand = stand(
        "import board\n\
         one = board.receive()\n\
         kind = type(one).__name__\n\
         one.send(None)\n\
         one.close()\n\
         two = board.receive()\n\
         two.send(None)\n\
         try: two.throw(KeyError('enough'))\n\
         except KeyError as error: reason = str(error)\n\
         free = board.peek()\n",
    );
    stand.ends();
    assert_eq!(stand.vm.eval::<&str>("f'{kind} {reason} {free}'").unwrap(), "coroutine 'enough' 0");
    assert_eq!(stand.line.0.dropped.get(), 2);
}

#[test]
fn an_abandoned_program_gives_back_what_it_borrowed() {
    let mut stand = stand("import asyncio, board\nasyncio.run(board.receive())");
    stand.waits(Until::Event);
    stand.vm.abandon();
    assert_eq!(stand.line.0.dropped.get(), 1);
    assert_eq!(stand.vm.eval::<u32>("board.peek()").unwrap(), 0);
}

#[test]
fn futures_are_dropped_with_the_vm() {
    let mut stand = stand("import asyncio, board\nport = board.Port(0)\nasyncio.run(port.receive())");
    stand.waits(Until::Event);
    drop(stand.vm);
    assert_eq!(stand.ports[0].0.dropped.get(), 1);
    // Whoever holds a waker may still use it.
    stand.ports[0].arrive(1);
}

#[test]
fn after_a_restart_futures_are_awaited_again() {
    let mut stand = stand("import asyncio, board\nasyncio.run(board.receive())");
    stand.waits(Until::Event);
    stand.vm.restart();
    assert_eq!(stand.line.0.dropped.get(), 1);
    stand.vm.load("main.py", "import asyncio, board\nvalue = asyncio.run(board.receive())").unwrap();
    stand.waits(Until::Event);
    stand.line.arrive(7);
    stand.ends();
    assert_eq!(stand.vm.get::<u32>("value").unwrap(), 7);
}

#[test]
fn futures_stay_where_they_are_while_all_else_moves() {
    let script = "import asyncio, board\n\
         async def listen(n):\n    \
             port = board.Port(n)\n    \
             return [await port.receive() for _ in range(40)]\n\
         async def work():\n    \
             kept = []\n    \
             for i in range(400):\n        \
                 kept.append([i] * (i % 7))\n        \
                 if len(kept) > 20: kept = [bytes(i % 90)] + kept[::2]\n        \
                 if i % 5 == 0: await asyncio.sleep(0)\n\
         async def main(): return await asyncio.gather(listen(0), listen(1), listen(2), work())\n\
         results = asyncio.run(main())\n\
         sums = [sum(result) for result in results[:3]]\n";
    let mut compactions = 0;
    for heap in [34 * 1024, 40 * 1024, 64 * 1024] {
        let mut stand = stand_in(heap, script);
        let compact_every_collection = heap > 40 * 1024;
        stand.vm.heap.set_torture(Torture { compact_every_collection, ..Torture::default() });
        let mut next = 0;
        loop {
            let step = stand.vm.step(Budget::ops(20));
            #[cfg(debug_assertions)]
            stand.vm.heap.verify().unwrap();
            match step {
                Step::Done(_) => break,
                Step::Raised(error) => panic!("{heap}: {}", error.traceback(&mut stand.vm)),
                _ => {
                    stand.ports[next % 3].arrive(1);
                    next += 1;
                }
            }
        }
        assert_eq!(stand.vm.eval::<&str>("repr(sums)").unwrap(), "[40, 40, 40]", "{heap}");
        compactions += stand.vm.memory().compactions;
    }
    assert!(compactions > 0);
}

#[test]
fn an_executor_is_woken_by_drivers_and_timers_and_sleeps_meanwhile() {
    let mut stand = stand(
        "import asyncio, board, time\n\
         seen = []\n\
         async def tick():\n    \
             for _ in range(3):\n        \
                 await asyncio.sleep_ms(10)\n        \
                 seen.append('tick')\n\
         async def main():\n    \
             task = asyncio.create_task(tick())\n    \
             seen.append(await board.receive())\n    \
             seen.append(await board.receive())\n    \
             await task\n    \
             time.sleep_ms(5)\n\
         asyncio.run(main())\n",
    );
    let bell = Arc::new(Bell::default());
    let waker = Waker::from(bell.clone());
    let mut context = Context::from_waker(&waker);
    // What the timer was asked for last.
    let asked = Rc::new(Cell::new(None));
    let timer = {
        let asked = asked.clone();
        async move |us| {
            asked.set(Some(us));
            std::future::pending().await
        }
    };
    let (line, clock) = (stand.line.clone(), stand.clock.clone());
    let mut run = Box::pin(stand.vm.run_async(Budget::ops(1000), timer));
    let mut polls = 0;
    // Polls as long as the task wakes itself.
    let mut poll = || {
        loop {
            let rung = bell.0.load(Ordering::Relaxed);
            polls += 1;
            let polled = run.as_mut().poll(&mut context);
            if polled.is_ready() || bell.0.load(Ordering::Relaxed) == rung {
                return polled.is_ready();
            }
        }
    };
    assert!(!poll());
    assert_eq!(asked.get(), Some(10_000));
    let rung = bell.0.load(Ordering::Relaxed);
    line.arrive(5);
    assert_eq!(bell.0.load(Ordering::Relaxed), rung + 1, "the driver wakes the executor's task");
    assert!(!poll());
    for time in [10_001, 20_001] {
        clock.0.set(time);
        assert!(!poll());
    }
    clock.0.set(30_001);
    assert!(!poll());
    line.arrive(6);
    assert!(!poll(), "the script sleeps");
    assert_eq!(asked.get(), Some(5_000));
    clock.0.set(35_001);
    assert!(poll());
    assert!(polls < 30, "{polls} polls");
    drop(run);
    assert_eq!(stand.vm.eval::<&str>("repr(seen)").unwrap(), "[5, 'tick', 'tick', 'tick', 6]");
}

#[test]
fn a_dropped_run_can_be_taken_up_again() {
    let mut stand = stand("import asyncio, board\ngot = asyncio.run(board.receive())");
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..20 {
        let mut run = pin!(stand.vm.run_async(Budget::ops(100), async |_| std::future::pending().await));
        assert!(run.as_mut().poll(&mut context).is_pending());
    }
    stand.line.arrive(3);
    stand.ends();
    assert_eq!(stand.vm.get::<u32>("got").unwrap(), 3);
}

static PRESSED: Events<u16, 4> = Events::new();
static TURNED: Events<(u8, i16), 8> = Events::new();

ferropy::module! {
    PANEL = "panel" {
        /// Buttons.
        events pressed: u16 = PRESSED;
        events turned: (u8, i16) = TURNED;
    }
}

/// A queue has one sender: these tests take turns.
static SENDER: Mutex<()> = Mutex::new(());

fn panel() -> Vm<'static> {
    while PRESSED.post(0) {}
    let memory = Box::leak(vec![0; 48 * 1024].into_boxed_slice());
    let mut vm = Vm::builder(memory).module(&PANEL, ()).standard_modules().build().unwrap();
    vm.exec("import asyncio, panel, micropython\nwhile panel.pressed.poll() is not None: pass").unwrap();
    vm
}

#[test]
fn events_are_awaited_in_order_and_wake_the_executor() {
    let _turn = SENDER.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let mut vm = panel();
    let script = "seen = []\n\
        async def listen():\n    \
            async for event in panel.pressed:\n        \
                seen.append(event)\n        \
                if len(seen) == 3: break\n    \
            seen.append(await panel.turned.get())\n\
        asyncio.run(listen())\n";
    vm.load("main.py", script).unwrap();
    let bell = Arc::new(Bell::default());
    let waker = Waker::from(bell.clone());
    let mut context = Context::from_waker(&waker);
    let mut run = Box::pin(vm.run_async(Budget::ops(1000), async |_| std::future::pending().await));
    let mut poll = || (0..9).any(|_| run.as_mut().poll(&mut context).is_ready());
    assert!(!poll());
    for event in [5, 6] {
        PRESSED.post(event);
    }
    if cfg!(feature = "critical-section") {
        let rung = bell.0.load(Ordering::Relaxed);
        assert!(rung > 0);
    }
    assert!(!poll());
    PRESSED.post(7);
    assert!(!poll());
    TURNED.post((1, -300));
    assert!(poll());
    drop(run);
    assert_eq!(vm.eval::<&str>("repr(seen)").unwrap(), "[5, 6, 7, (1, -300)]");
}

#[test]
fn callbacks_are_called_between_instructions_and_their_errors_are_printed() {
    let _turn = SENDER.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let mut vm = panel();
    let script = "seen = []\n\
        def pressed(event):\n    \
            if event == 2: raise ValueError(event)\n    \
            seen.append((event, count))\n\
        panel.pressed.irq(pressed)\n\
        micropython.schedule(seen.append, 'first')\n\
        count = 0\n\
        while len(seen) < 4: count += 1\n\
        panel.pressed.irq(None)\n";
    vm.load("main.py", script).unwrap();
    assert_eq!(vm.step(Budget::ops(100)), Step::Ready);
    assert_eq!(vm.step(Budget::ops(100)), Step::Ready);
    for event in [1, 2, 3] {
        PRESSED.post(event);
    }
    assert_eq!(vm.step(Budget::ops(100)), Step::Ready);
    PRESSED.post(4);
    while vm.step(Budget::ops(100)) == Step::Ready {}
    assert_eq!(vm.eval::<&str>("repr([seen[0]] + [event for event, _ in seen[1:]])").unwrap(), "['first', 1, 3, 4]");
    PRESSED.post(9);
    assert_eq!(
        vm.eval::<(u8, u16, u8)>("panel.pressed.any(), panel.pressed.poll(), panel.pressed.any()").unwrap(),
        (1, 9, 0)
    );
}

#[test]
fn events_beyond_the_queue_are_counted() {
    let _turn = SENDER.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let mut vm = panel();
    let before = PRESSED.lost();
    let taken = (0..7).filter(|event| PRESSED.post(*event)).count();
    assert_eq!((taken, PRESSED.lost() - before), (4, 3));
    vm.exec("events = [panel.pressed.poll() for _ in range(5)]").unwrap();
    assert_eq!(vm.eval::<&str>("repr(events)").unwrap(), "[0, 1, 2, 3, None]");
    assert_eq!(vm.eval::<u32>("panel.pressed.lost").unwrap(), before + 3);
    let error = vm.exec("for _ in range(40): micropython.schedule(print, 1)").unwrap_err();
    assert_eq!(error.message(&mut vm), "schedule queue full");
}

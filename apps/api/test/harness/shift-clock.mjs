/** Loaded before a server (NODE_OPTIONS): its Date is CLOCK_SHIFT_SECONDS off. Timers are not. */
const shift = Number(process.env.CLOCK_SHIFT_SECONDS) * 1_000;
const RealDate = Date;
const now = () => RealDate.now() + shift;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
  apply: (target) => new target(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});

/**
 * One value of its name for the whole process, made at the first call. It hangs on `globalThis`, because the server and
 * Next's bundles load the same module separately within one process and each would have its own otherwise.
 */
export function perProcess<Value extends object>(name: string, make: () => Value): Value {
  // A border of types: whoever asks under a name made what is there.
  const held = globalThis as unknown as Record<symbol, Value | undefined>;
  const key = Symbol.for(`galley.${name}`);
  const value = held[key] ?? make();
  held[key] = value;
  return value;
}

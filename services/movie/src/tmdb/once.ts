/** Whoever asks for what is being got already gets the same. */
export function once<T>(get: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const underWay = new Map<string, Promise<T>>();
  return (name) => {
    const known = underWay.get(name);
    if (known) return known;
    const asked = get(name).finally(() => underWay.delete(name));
    underWay.set(name, asked);
    return asked;
  };
}

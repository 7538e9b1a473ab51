/**
 * When something happened, as short as it can be understood: "10:42" today, "Yesterday 10:42", "Tue 10:42" within a
 * week, "12 Nov" within the year, else "12 Nov 2024". In the newsroom's time zone, whoever looks.
 */
export function whenWords(at: Date, now: Date, timeZone: string): string {
  const time = part(at, timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const days = dayNumber(now, timeZone) - dayNumber(at, timeZone);
  if (days === 0) return time;
  if (days === 1) return `Yesterday ${time}`;
  if (days > 1 && days < 7) return `${part(at, timeZone, { weekday: "short" })} ${time}`;
  const year = part(at, timeZone, { year: "numeric" });
  const day = part(at, timeZone, { day: "numeric", month: "short" });
  return year === part(now, timeZone, { year: "numeric" }) ? day : `${day} ${year}`;
}

/** Days since 1970 of the calendar day that `at` is on in this zone. */
function dayNumber(at: Date, timeZone: string): number {
  const [year, month, day] = new Intl.DateTimeFormat("en-CA", { timeZone }).format(at).split("-").map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1) / 86_400_000;
}

const part = (at: Date, timeZone: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { timeZone, ...options }).format(at);

/** The same with the exact moment as `title` and for machines. */
export function When({ at, now, timeZone }: { at: Date; now: Date; timeZone: string }) {
  const exact = part(at, timeZone, { dateStyle: "full", timeStyle: "long" });
  return (
    <time dateTime={at.toISOString()} title={exact}>
      {whenWords(at, now, timeZone)}
    </time>
  );
}

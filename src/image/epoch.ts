const DAY = 86_400;

/** Seconds since 1970 as RFC 3339 has them, in UTC; pure rooms have no Date. */
export function formatEpoch(seconds: number): string {
  const days = Math.floor(seconds / DAY);
  const rest = Math.floor(seconds - days * DAY);
  const time = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60].map(twoDigits).join(":");
  return `${formatDay(days)}T${time}Z`;
}

/** Years of the Gregorian calendar that start in March, so that the leap day is their last. */
function formatDay(days: number): string {
  const sinceMarch = days + 719_468;
  const era = Math.floor(sinceMarch / 146_097);
  const day = sinceMarch - era * 146_097;
  const year = Math.floor(
    (day - Math.floor(day / 1460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365,
  );
  const ofYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * ofYear + 2) / 153);
  const ofMonth = ofYear - Math.floor((153 * month + 2) / 5) + 1;
  const calendarMonth = month < 10 ? month + 3 : month - 9;
  const calendarYear = year + era * 400 + (calendarMonth <= 2 ? 1 : 0);
  return `${String(calendarYear).padStart(4, "0")}-${twoDigits(calendarMonth)}-${twoDigits(ofMonth)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

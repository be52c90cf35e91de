/** Countries with one clock, and of those with several none. IANA: https://www.iana.org/time-zones, `zone1970.tab`. */
const byCountry: Record<string, string> = {
  cn: 'Asia/Shanghai',
  hk: 'Asia/Hong_Kong',
  tw: 'Asia/Taipei',
  gb: 'Europe/London',
  se: 'Europe/Stockholm',
};

/** Languages spoken where the clocks show one time; English, Spanish, Portuguese and Russian tell nothing. */
const byLanguage: Record<string, string> = {
  bg: 'Europe/Sofia',
  cs: 'Europe/Prague',
  da: 'Europe/Copenhagen',
  de: 'Europe/Berlin',
  el: 'Europe/Athens',
  fi: 'Europe/Helsinki',
  hi: 'Asia/Kolkata',
  hr: 'Europe/Zagreb',
  hu: 'Europe/Budapest',
  it: 'Europe/Rome',
  ja: 'Asia/Tokyo',
  ko: 'Asia/Seoul',
  lt: 'Europe/Vilnius',
  nl: 'Europe/Amsterdam',
  no: 'Europe/Oslo',
  pl: 'Europe/Warsaw',
  ro: 'Europe/Bucharest',
  sv: 'Europe/Stockholm',
  th: 'Asia/Bangkok',
  tr: 'Europe/Istanbul',
  uk: 'Europe/Kyiv',
  vi: 'Asia/Ho_Chi_Minh',
  zh: 'Asia/Shanghai',
};

/**
 * The zone that a platform's locale (`zh-CN`, `zh-hans`, `de`) lets one guess; null where it tells too little, which is
 * most of the time: platforms say nothing else of where somebody is.
 */
export function zoneOfLocale(locale: string | undefined): string | null {
  const [language = '', ...more] = (locale ?? '').toLowerCase().split(/[-_.]/);
  const country = more.find((part) => /^[a-z]{2}$/.test(part));
  if (country !== undefined && byCountry[country] !== undefined) return byCountry[country];
  return country === undefined || country === language ? (byLanguage[language] ?? null) : null;
}

import type { Language } from '../../model/language.ts';

/**
 * Zones with a name of their own in Chinese (`hant` where it is written otherwise in traditional characters), and what else people type for them. English names of cities that are in the
 * zone's own name (`Europe/Berlin`) are known without.
 */
const places: readonly { zone: string; zh: string; hant?: string; also?: readonly string[] }[] = [
  {
    zone: 'Asia/Shanghai',
    zh: '北京',
    also: [
      '上海',
      '中国',
      '广州',
      '深圳',
      '成都',
      '杭州',
      '重庆',
      '武汉',
      '南京',
      '西安',
      '北京时间',
      '中国时间',
      'beijing',
      'china',
      'shenzhen',
      'guangzhou',
    ],
  },
  { zone: 'Asia/Hong_Kong', zh: '香港', also: ['hongkong', 'hk', 'hkt'] },
  { zone: 'Asia/Macau', zh: '澳门', hant: '澳門' },
  { zone: 'Asia/Taipei', zh: '台北', hant: '台北', also: ['臺北', '台湾', '臺灣', 'taiwan'] },
  { zone: 'Asia/Urumqi', zh: '乌鲁木齐', hant: '烏魯木齊', also: ['新疆时间'] },
  { zone: 'Asia/Singapore', zh: '新加坡', also: ['sgt'] },
  { zone: 'Asia/Kuala_Lumpur', zh: '吉隆坡', also: ['马来西亚', 'malaysia'] },
  { zone: 'Asia/Tokyo', zh: '东京', hant: '東京', also: ['東京', '日本', '大阪', 'japan', 'osaka', 'jst'] },
  { zone: 'Asia/Seoul', zh: '首尔', hant: '首爾', also: ['韩国', 'korea', 'kst'] },
  { zone: 'Asia/Bangkok', zh: '曼谷', also: ['泰国', 'thailand'] },
  { zone: 'Asia/Ho_Chi_Minh', zh: '胡志明市', also: ['越南', 'vietnam', 'saigon', 'hanoi'] },
  { zone: 'Asia/Jakarta', zh: '雅加达', hant: '雅加達', also: ['wib'] },
  { zone: 'Asia/Manila', zh: '马尼拉', hant: '馬尼拉', also: ['philippines'] },
  {
    zone: 'Asia/Kolkata',
    zh: '加尔各答',
    hant: '加爾各答',
    also: ['印度', '孟买', '新德里', 'india', 'mumbai', 'delhi', 'new delhi', 'bangalore'],
  },
  { zone: 'Asia/Karachi', zh: '卡拉奇', also: ['pakistan'] },
  { zone: 'Asia/Dhaka', zh: '达卡', hant: '達卡', also: ['bangladesh'] },
  { zone: 'Asia/Dubai', zh: '迪拜', also: ['阿联酋', 'uae', 'abu dhabi'] },
  { zone: 'Asia/Riyadh', zh: '利雅得', also: ['saudi arabia'] },
  { zone: 'Asia/Tehran', zh: '德黑兰', hant: '德黑蘭', also: ['iran'] },
  { zone: 'Asia/Jerusalem', zh: '耶路撒冷', also: ['israel', 'tel aviv'] },
  { zone: 'Europe/Istanbul', zh: '伊斯坦布尔', hant: '伊斯坦布林', also: ['turkey'] },
  { zone: 'Europe/Moscow', zh: '莫斯科', also: ['msk'] },
  { zone: 'Europe/Kyiv', zh: '基辅', hant: '基輔', also: ['kiev', 'ukraine'] },
  { zone: 'Europe/Athens', zh: '雅典', also: ['greece', 'eet', 'eest'] },
  {
    zone: 'Europe/Berlin',
    zh: '柏林',
    also: [
      '德国',
      '法兰克福',
      '慕尼黑',
      'germany',
      'deutschland',
      'munich',
      'münchen',
      'hamburg',
      'frankfurt',
      'cologne',
      'köln',
      'cet',
      'cest',
      'mez',
      'mesz',
    ],
  },
  { zone: 'Europe/Zurich', zh: '苏黎世', hant: '蘇黎世', also: ['瑞士', 'switzerland'] },
  { zone: 'Europe/Vienna', zh: '维也纳', hant: '維也納', also: ['austria', 'wien'] },
  { zone: 'Europe/Paris', zh: '巴黎', also: ['法国', 'france'] },
  { zone: 'Europe/Amsterdam', zh: '阿姆斯特丹', also: ['荷兰', 'netherlands'] },
  { zone: 'Europe/Madrid', zh: '马德里', hant: '馬德里', also: ['西班牙', 'spain', 'barcelona'] },
  { zone: 'Europe/Rome', zh: '罗马', hant: '羅馬', also: ['意大利', 'italy', 'milan'] },
  { zone: 'Europe/Warsaw', zh: '华沙', hant: '華沙', also: ['poland'] },
  { zone: 'Europe/London', zh: '伦敦', hant: '倫敦', also: ['英国', 'uk', 'england', 'britain'] },
  { zone: 'Europe/Lisbon', zh: '里斯本', also: ['portugal', 'wet', 'west'] },
  { zone: 'Africa/Cairo', zh: '开罗', hant: '開羅', also: ['egypt'] },
  { zone: 'Africa/Lagos', zh: '拉各斯', also: ['nigeria'] },
  { zone: 'Africa/Johannesburg', zh: '约翰内斯堡', hant: '約翰內斯堡', also: ['south africa', 'cape town'] },
  {
    zone: 'America/New_York',
    zh: '纽约',
    hant: '紐約',
    also: ['波士顿', '华盛顿', 'nyc', 'boston', 'washington', 'miami', 'atlanta', 'edt'],
  },
  { zone: 'America/Toronto', zh: '多伦多', hant: '多倫多' },
  { zone: 'America/Chicago', zh: '芝加哥', also: ['houston', 'dallas', 'austin', 'cdt'] },
  { zone: 'America/Denver', zh: '丹佛', also: ['mdt'] },
  { zone: 'America/Phoenix', zh: '凤凰城', hant: '鳳凰城', also: ['arizona'] },
  {
    zone: 'America/Los_Angeles',
    zh: '洛杉矶',
    hant: '洛杉磯',
    also: ['旧金山', '西雅图', 'la', 'san francisco', 'seattle', 'san diego', 'california', 'pdt'],
  },
  { zone: 'America/Vancouver', zh: '温哥华', hant: '溫哥華' },
  { zone: 'America/Anchorage', zh: '安克雷奇', also: ['alaska'] },
  { zone: 'Pacific/Honolulu', zh: '檀香山', also: ['夏威夷', 'hawaii', 'hst'] },
  { zone: 'America/Mexico_City', zh: '墨西哥城', also: ['mexico'] },
  { zone: 'America/Bogota', zh: '波哥大', also: ['colombia'] },
  { zone: 'America/Sao_Paulo', zh: '圣保罗', hant: '聖保羅', also: ['brazil', 'rio de janeiro', 'brt'] },
  {
    zone: 'America/Argentina/Buenos_Aires',
    zh: '布宜诺斯艾利斯',
    hant: '布宜諾斯艾利斯',
    also: ['argentina'],
  },
  { zone: 'America/Halifax', zh: '哈利法克斯' },
  { zone: 'America/Havana', zh: '哈瓦那', also: ['cuba'] },
  { zone: 'Australia/Perth', zh: '珀斯' },
  { zone: 'Australia/Sydney', zh: '悉尼', also: ['雪梨', '墨尔本', 'canberra', 'aest', 'aedt'] },
  { zone: 'Pacific/Auckland', zh: '奥克兰', hant: '奧克蘭', also: ['新西兰', 'new zealand', 'nzst', 'nzdt'] },
  { zone: 'Europe/Dublin', zh: '都柏林', also: ['ireland'] },
];

/** What is typed for a place, however it is written: `New_York`, `new york`. */
export const placeKey = (text: string): string =>
  text.toLowerCase().replace(/[_-]+/g, ' ').replace(/\s+/g, ' ').trim();

const lastPart = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1);

/** Zones by what people type for them. */
export const zoneOfPlace: ReadonlyMap<string, string> = new Map([
  ...Intl.supportedValuesOf('timeZone').map((zone) => [placeKey(lastPart(zone)), zone] as const),
  ...places.flatMap(({ zone, zh, hant = zh, also = [] }) =>
    [lastPart(zone), zh, hant, ...also].map((name) => [placeKey(name), zone] as const),
  ),
]);

/** Names in the scripts of Chinese; English ones are the zones' own. */
const names: Partial<Record<Language, ReadonlyMap<string, string>>> = {
  zh: new Map(places.map(({ zone, zh }) => [zone, zh])),
  'zh-hant': new Map(places.map(({ zone, zh, hant = zh }) => [zone, hant])),
};

/** How a zone is called where it is chosen: `Berlin`, `柏林`, `UTC+8`. */
export const placeName = (zone: string, language: Language): string =>
  names[language]?.get(zone) ?? lastPart(zone).replaceAll('_', ' ');

/** One place for each of the usual clocks, from west to east: what is offered to whoever is asked. */
export const offeredZones: readonly string[] = [
  'Pacific/Honolulu',
  'America/Anchorage',
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Halifax',
  'America/Sao_Paulo',
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Athens',
  'Europe/Istanbul',
  'Africa/Lagos',
  'Africa/Johannesburg',
  'Asia/Dubai',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Asia/Dhaka',
  'Asia/Bangkok',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
];

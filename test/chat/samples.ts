import { button } from '../../src/model/button.ts';
import type { Block, Reply } from '../../src/model/message.ts';

const hostile = '<b>@everyone</b> [x](http://y) ```';
/** One grey pixel. */
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwGA0T5XFgAAAABJRU5ErkJggg==';

const verdictEn: Block[] = [
  {
    kind: 'text',
    text: 'The router forgets the phone’s idle push connection after about 150 s. The phone speaks every 10 minutes or so.',
  },
  { kind: 'heading', text: 'What was seen' },
  {
    kind: 'fields',
    fields: [
      { name: 'Router', value: 'home (OpenWrt 22.03.5, kernel 5.10.176)' },
      { name: 'Offload', value: 'software, nftables flowtable' },
      { name: 'Device', value: `${hostile} 192.168.1.23` },
    ],
  },
  {
    kind: 'code',
    caption: '/proc/net/nf_conntrack',
    text: 'ipv4 2 tcp 6 src=192.168.1.23 dst=17.57.146.20 sport=51514 dport=5223 [OFFLOAD] mark=0',
  },
  {
    kind: 'table',
    columns: ['Device', 'Service', 'Forgotten after'],
    rows: [
      ['iPhone', 'APNs', '150 s'],
      ['Pixel', 'FCM', '2 h'],
    ],
  },
  { kind: 'heading', text: 'Ruled out' },
  { kind: 'list', items: ['Low conntrack timeout: 7440 s', 'Full table: 212 of 31744'] },
  { kind: 'image', png, alt: 'Timeout of the connection over time', name: 'life.png' },
  { kind: 'aside', text: 'Looked for 1.4 s. Nothing was changed.' },
];

const verdictZh: Block[] = [
  { kind: 'text', text: '路由器大约 150 秒后就忘记了手机空闲的推送连接，而手机每 10 分钟左右才说一次话。' },
  { kind: 'heading', text: '看到的情况' },
  {
    kind: 'fields',
    fields: [
      { name: '路由器', value: 'home（OpenWrt 22.03.5，内核 5.10.176）' },
      { name: '流量卸载', value: '软件，nftables flowtable' },
      { name: '设备', value: `${hostile} 192.168.1.23` },
    ],
  },
  {
    kind: 'code',
    caption: '/proc/net/nf_conntrack',
    text: 'ipv4 2 tcp 6 src=192.168.1.23 dst=17.57.146.20 sport=51514 dport=5223 [OFFLOAD] mark=0',
  },
  {
    kind: 'table',
    columns: ['设备', '服务', '多久后被忘记'],
    rows: [
      ['小明的手机', 'APNs', '150 秒'],
      ['Pixel', 'FCM', '2 小时'],
    ],
  },
  {
    kind: 'table',
    columns: ['时间', '路由器', '谁', '做了什么', '结果'],
    rows: [['2026-11-24 12:00', '家里的路由器', '王小明', '应用了豁免规则', '推送延迟已消除']],
  },
  { kind: 'heading', text: '已排除' },
  { kind: 'list', items: ['连接跟踪超时过短：7440 秒', '连接跟踪表已满：212 / 31744'] },
  { kind: 'aside', text: '查看用了 1.4 秒，没有改动任何东西。' },
];

/** Replies that together hold every kind of block, tone and button. */
export const samples: Record<string, Reply> = {
  'verdict.en': {
    tone: 'bad',
    title: 'Late pushes: offloading forgets the connection',
    blocks: verdictEn,
    buttons: [
      button('apply', { plan: '7f3k2' }, 'Apply fix', 'primary'),
      button('details', { id: '9' }, 'Details'),
    ],
  },
  'verdict.zh': {
    tone: 'bad',
    title: '推送延迟：流量卸载让路由器忘记了连接',
    blocks: verdictZh,
    buttons: [
      button('apply', { plan: '7f3k2' }, '应用修复', 'primary'),
      button('details', { id: '9' }, '详情'),
    ],
  },
  'fixed.en': {
    tone: 'good',
    title: 'Fixed on home',
    blocks: [{ kind: 'text', text: 'The connection now lives as long as it is used.' }],
    buttons: [button('undo', { router: 'home' }, 'Revert', 'danger')],
  },
  'working.zh': { tone: 'working', title: '正在查看 home …', blocks: [], buttons: [] },
  'trust.en': {
    tone: 'unsure',
    title: 'Is this your router’s key?',
    private: true,
    blocks: [
      { kind: 'fields', fields: [{ name: 'Address', value: 'root@192.168.1.1:22' }] },
      { kind: 'code', text: 'SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8' },
    ],
    buttons: [
      button(
        'trust',
        { name: 'home', address: 'root@192.168.1.1', type: 'ssh-ed25519', sha256: 'SHA256:k1' },
        'Trust this key',
        'primary',
      ),
    ],
  },
  'help.en': {
    tone: 'info',
    title: 'How to begin',
    blocks: [{ kind: 'list', items: ['/claim CODE', '/router add', '/diagnose'] }],
    buttons: [{ label: 'Add a router', style: 'secondary', command: 'router add', args: {} }],
  },
};

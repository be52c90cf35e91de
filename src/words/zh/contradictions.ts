import type { contradictions as english } from '../en/contradictions.ts';

export const contradictions: Record<keyof typeof english, string> = {
  'finding.flow-older-than-rule.title': '{n, plural, other {有 # 条连接本该豁免，却仍被卸载}}',
  'finding.flow-older-than-rule.why':
    '{n, plural, other {有 # 条连接}}仍走快速通道（流量卸载），尽管有规则保护：要么它早于规则，要么另有东西在做。',
  'finding.flow-older-than-rule.means':
    '要么它早于豁免规则，只要还在通信就一直被卸载；要么还有没看到的东西在做卸载。',
  'finding.flow-older-than-rule.remedy':
    '把手机的 Wi-Fi 关一下再打开，等两分钟再检查一次。如果还是这样，那就是别的东西在做。',
  'finding.flow-older-than-rule.new.title': '一条 {age} 秒前才建立的连接本该豁免，却被卸载',
  'finding.flow-older-than-rule.new.why':
    '一条 {age} 秒前才建立的连接走了快速通道（流量卸载），尽管有规则保护：有没看到的东西在做。',
  'finding.flow-older-than-rule.new.means':
    '这么新的连接不太可能早于豁免规则：看来还有没看到的东西在做卸载。',
  'finding.flow-older-than-rule.was.title': '{n, plural, other {有 # 条连接本该豁免，却被卸载过}}',
  'finding.flow-older-than-rule.was.why':
    '{n, plural, other {有 # 条连接}}走过快速通道（流量卸载），尽管有规则保护；手机若不发数据，两分钟内记录就会被清除。',
  'finding.flow-older-than-rule.was.means':
    '它刚从卸载中退出来，手机若不发数据，两分钟内记录就会被清除。要么它比豁免规则建立得早，要么还有没看到的东西在做卸载。',
  'finding.flow-older-than-rule.was.remedy': '先用一下手机再检查。如果那时又被卸载，就是别的东西在做。',
  'finding.offloaded-without-rule.title':
    '{n, plural, other {有 # 条连接被卸载}}，却没有发现哪条规则在做这件事',
  'finding.offloaded-without-rule.why':
    '{n, plural, other {有 # 条连接}}走了快速通道（流量卸载），却没有发现是哪条规则放进去的。',
  'finding.offloaded-without-rule.means':
    '要么规则刚刚改过，要么做卸载的东西没能读到：另一张表、第二套防火墙或某个内核模块。',
  'finding.offloaded-without-rule.remedy':
    '两分钟后再检查一次。如果还是这样，请看看路由器上有没有第二套防火墙或加速模块。',
  'finding.offloaded-without-rule.hardware.title': '有连接带着硬件卸载的标记，而规则只做软件卸载',
  'finding.offloaded-without-rule.hardware.why':
    '有连接带着硬件标记（硬件卸载），而规则只要求软件处理。硬件怎样对待空闲连接，无从得知。',
  'finding.offloaded-without-rule.hardware.means':
    '说明有没看到的东西把连接交给了硬件，它怎样对待空闲连接无从得知。',
  'finding.offloaded-without-rule.was.title':
    '{n, plural, other {有 # 条连接被卸载过}}，却没有发现哪条规则在做这件事',
  'finding.offloaded-without-rule.was.why':
    '{n, plural, other {有 # 条连接}}走过快速通道（流量卸载），却没有发现是哪条规则放进去的；手机若不发数据，两分钟内记录就会被清除。',
  'finding.offloaded-without-rule.was.means':
    '只有刚从卸载中退出来的连接，记录才会是这样；手机若不发数据，两分钟内记录就会被清除。做卸载的东西没能读到：另一张表、第二套防火墙或某个内核模块。',
  'finding.never-offloaded.title': '{n, plural, other {按规则有 # 条连接应该被卸载，实际却没有}}',
  'finding.never-offloaded.why':
    '按规则{n, plural, other {有 # 条连接}}该走快速通道（流量卸载），实际却没有。这里有什么与看上去的不一样。',
  'finding.never-offloaded.means':
    '要么它上次通信之后规则改过；要么它的数据包不经过这些规则，被代理或别的加速模块拿走了；要么规则的实际作用与看上去的不同。',
  'finding.never-offloaded.remedy': '先用一下手机再检查。',
  'finding.picked-up.title': '有一条推送连接的记录曾被清除，中途又恢复',
  'finding.picked-up.means':
    '在手机再次发数据之前，路由器已经不认识它了。这里看到的都解释不了原因；重启、重新拨号或清空连接跟踪表会这样。',
  'finding.seen-forgotten.title': '{n, plural, other {监视时看到一天内有 # 条推送连接的记录被清除}}',
  'finding.seen-forgotten.means':
    '最近一条属于 {name}：安静了 {seconds} 秒之后就没了，当时手机在家。此后我们没有改动过这台路由器。',
  'finding.rules-not-understood.title': '有些防火墙规则没能弄清楚',
  'finding.rules-not-understood.why': '有些防火墙规则没能看懂，它们怎样对待推送连接无从得知（流量卸载）。',
  'finding.rules-not-understood.means': '它们涉及流量卸载，或者没有读全，对推送连接有什么影响还不知道。',
};

import type { contradictions as english } from '../en/contradictions.ts';

export const contradictions: Record<keyof typeof english, string> = {
  'finding.flow-older-than-rule.title': '{n, plural, other {有 # 條連線本該豁免，卻仍被卸載}}',
  'finding.flow-older-than-rule.why':
    '{n, plural, other {有 # 條連線}}仍走快速通道（流量卸載），儘管有規則保護：要麼它早於規則，要麼另有東西在做。',
  'finding.flow-older-than-rule.means':
    '要麼它早於豁免規則，只要還在通訊就一直被卸載；要麼還有沒看到的東西在做卸載。',
  'finding.flow-older-than-rule.remedy':
    '把手機的 Wi-Fi 關一下再開啟，等兩分鐘再檢查一次。如果還是這樣，那就是別的東西在做。',
  'finding.flow-older-than-rule.new.title': '一條 {age} 秒前才建立的連線本該豁免，卻被卸載',
  'finding.flow-older-than-rule.new.why':
    '一條 {age} 秒前才建立的連線走了快速通道（流量卸載），儘管有規則保護：有沒看到的東西在做。',
  'finding.flow-older-than-rule.new.means':
    '這麼新的連線不太可能早於豁免規則：看來還有沒看到的東西在做卸載。',
  'finding.flow-older-than-rule.was.title': '{n, plural, other {有 # 條連線本該豁免，卻被卸載過}}',
  'finding.flow-older-than-rule.was.why':
    '{n, plural, other {有 # 條連線}}走過快速通道（流量卸載），儘管有規則保護；手機若不發資料，兩分鐘內記錄就會被清除。',
  'finding.flow-older-than-rule.was.means':
    '它剛從卸載中退出來，手機若不發資料，兩分鐘內記錄就會被清除。要麼它比豁免規則建立得早，要麼還有沒看到的東西在做卸載。',
  'finding.flow-older-than-rule.was.remedy': '先用一下手機再檢查。如果那時又被卸載，就是別的東西在做。',
  'finding.offloaded-without-rule.title':
    '{n, plural, other {有 # 條連線被卸載}}，卻沒有發現哪條規則在做這件事',
  'finding.offloaded-without-rule.why':
    '{n, plural, other {有 # 條連線}}走了快速通道（流量卸載），卻沒有發現是哪條規則放進去的。',
  'finding.offloaded-without-rule.means':
    '要麼規則剛剛改過，要麼做卸載的東西沒能讀到：另一張表、第二套防火牆或某個核心模組。',
  'finding.offloaded-without-rule.remedy':
    '兩分鐘後再檢查一次。如果還是這樣，請看看路由器上有沒有第二套防火牆或加速模組。',
  'finding.offloaded-without-rule.hardware.title': '有連線帶著硬體卸載的標記，而規則只做軟體卸載',
  'finding.offloaded-without-rule.hardware.why':
    '有連線帶著硬體標記（硬體卸載），而規則只要求軟體處理。硬體怎樣對待空閒連線，無從得知。',
  'finding.offloaded-without-rule.hardware.means':
    '說明有沒看到的東西把連線交給了硬體，它怎樣對待空閒連線無從得知。',
  'finding.offloaded-without-rule.was.title':
    '{n, plural, other {有 # 條連線被卸載過}}，卻沒有發現哪條規則在做這件事',
  'finding.offloaded-without-rule.was.why':
    '{n, plural, other {有 # 條連線}}走過快速通道（流量卸載），卻沒有發現是哪條規則放進去的；手機若不發資料，兩分鐘內記錄就會被清除。',
  'finding.offloaded-without-rule.was.means':
    '只有剛從卸載中退出來的連線，記錄才會是這樣；手機若不發資料，兩分鐘內記錄就會被清除。做卸載的東西沒能讀到：另一張表、第二套防火牆或某個核心模組。',
  'finding.never-offloaded.title': '{n, plural, other {按規則有 # 條連線應該被卸載，實際卻沒有}}',
  'finding.never-offloaded.why':
    '按規則{n, plural, other {有 # 條連線}}該走快速通道（流量卸載），實際卻沒有。這裡有什麼與看上去的不一樣。',
  'finding.never-offloaded.means':
    '要麼它上次通訊之後規則改過；要麼它的資料包不經過這些規則，被代理或別的加速模組拿走了；要麼規則的實際作用與看上去的不同。',
  'finding.never-offloaded.remedy': '先用一下手機再檢查。',
  'finding.picked-up.title': '有一條推送連線的記錄曾被清除，中途又恢復',
  'finding.picked-up.means':
    '在手機再次發資料之前，路由器已經不認識它了。這裡看到的都解釋不了原因；重啟、重新撥號或清空連線跟蹤表會這樣。',
  'finding.seen-forgotten.title': '{n, plural, other {監視時看到一天內有 # 條推送連線的記錄被清除}}',
  'finding.seen-forgotten.means':
    '最近一條屬於 {name}：安靜了 {seconds} 秒之後就沒了，當時手機在家。此後我們沒有改動過這台路由器。',
  'finding.rules-not-understood.title': '有些防火牆規則沒能弄清楚',
  'finding.rules-not-understood.why': '有些防火牆規則沒能看懂，它們怎樣對待推送連線無從得知（流量卸載）。',
  'finding.rules-not-understood.means': '它們涉及流量卸載，或者沒有讀全，對推送連線有什麼影響還不知道。',
};

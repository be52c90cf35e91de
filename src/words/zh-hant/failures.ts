import type { failures as english } from '../en/failures.ts';
import { botFailures } from './bot-failures.ts';
import { captures } from './captures.ts';
import { routerOs } from './firmware.ts';
import { peopleFailures } from './people-failures.ts';
import { testFailures } from './test-failures.ts';

export const failures: Record<keyof typeof english, string> = {
  ...botFailures,
  ...captures,
  ...routerOs,
  ...peopleFailures,
  ...testFailures,
  'failure.bug.what': '抱歉，這裡出了不該出的錯',
  'failure.bug.todo': '問題在機器人這邊，不是你操作的問題。日誌裡的編號是 {id}，請把它告訴維護機器人的人。',
  'failure.host-key.expected': '之前信任的金鑰',
  'failure.host-key.got': '現在出示的金鑰',

  'failure.address-invalid.what': '“{input}”不是能識別的路由器地址',
  'failure.address-invalid.means':
    '地址由使用者名稱、@ 和主機組成，埠不是 22 時再加上埠。可能有兩種理解的寫法不予接受。',
  'failure.address-invalid.todo':
    '例如：root@192.168.1.1 · root@router.lan:2222 · root@[fd00::1]（IPv6 要加方括號）· root@[fd00::1]:2222',

  'failure.address-forbidden.what': '機器人不允許連線 {host}',
  'failure.address-forbidden.means':
    '登記的路由器必須在機器人所有者允許的地址範圍內；沒有另外設定時，只允許內網地址（10.…、172.16–31.…、192.168.…、fc00::/7）。',
  'failure.address-forbidden.todo':
    '它的地址是 {address}。如果它確實是你的路由器，請維護機器人的人把它加進 PUSHMEDIC_ALLOW，然後重新啟動。',

  'failure.host-unknown.what': '查不到 {host} 的地址',
  'failure.host-unknown.means': '在機器人所在的機器上解析不了這個名字。',
  'failure.host-unknown.todo': '請檢查拼寫，或者直接用路由器的 IP 地址；家裡的路由器常常是 192.168.1.1。',

  'failure.unreachable.what': '連不上 {host} 的 {port} 埠',
  'failure.unreachable.means': '網路不通（{detail}）。',
  'failure.unreachable.todo': '請確認路由器開著、機器人所在的機器與它在同一網路、地址沒有寫錯。',
  'failure.unreachable.detail.EHOSTUNREACH': '那個地址上沒有機器回應',
  'failure.unreachable.detail.ENETUNREACH': '沒有通往那個網路的路由',
  'failure.unreachable.detail.EHOSTDOWN': '那個地址上沒有機器回應',
  'failure.unreachable.detail.EACCES': '被機器人所在機器的防火牆攔下',
  'failure.unreachable.detail.EPERM': '被機器人所在機器的防火牆攔下',
  'failure.unreachable.detail.EADDRNOTAVAIL': '機器人所在的機器沒有可用的源地址',

  'failure.refused.what': '{host} 有回應，但 {port} 埠上沒有服務',
  'failure.refused.means': '機器線上，但拒絕了連線：這個埠上沒有執行 SSH 服務。',
  'failure.refused.todo':
    '請開啟 SSH（OpenWrt：系統 → 管理權 → SSH 訪問）並核對埠；其他埠寫成 root@{host}:埠。',

  'failure.timeout.what': '等路由器{stage}等得太久了',
  'failure.timeout.means': '{seconds} 秒後仍沒有結果，所以放棄了這次嘗試。',
  'failure.timeout.todo':
    '它可能正忙、正在啟動，或者被防火牆悄悄丟棄了連線。請一分鐘後再試；如果一直這樣，請檢查地址和埠。',
  'failure.timeout.stage.connect': '回應',
  'failure.timeout.stage.handshake': '建立 SSH 連線',
  'failure.timeout.stage.auth': '完成登入',
  'failure.timeout.stage.command': '回答查詢',

  'failure.host-key-unknown.what': '{host} 的主機金鑰還沒有被信任',
  'failure.host-key-unknown.means': '路由器出示了下面這個金鑰。在有人確認它沒錯之前，不會向它傳送任何內容。',
  'failure.host-key-unknown.todo': '請用 /router add 名稱 使用者@主機 登記，核對指紋後按“信任此金鑰”。',

  'failure.host-key-changed.what': '{host} 出示的主機金鑰與之前信任的不同',
  'failure.host-key-changed.means':
    '恢復出廠設定或重新整理韌體之後，這很正常。否則，可能有別的機器在冒充路由器。沒有向它傳送任何內容。',
  'failure.host-key-changed.todo':
    '請在路由器上核對：ssh-keygen -l，或 dropbearkey -y -f /etc/dropbear/dropbear_ed25519_host_key。如果新金鑰沒錯，請再次傳送 /router add 名稱 使用者@主機，然後按“信任此金鑰”。',

  'failure.auth-rejected.what': '{host} 不讓機器人以 {user} 身份登入',
  'failure.auth-rejected.means': '路由器上沒有為 {user} 新增機器人的公鑰，或者不允許這樣登入。',
  'failure.auth-rejected.todo':
    '請傳送 /router key（或執行 {call} key），把顯示的那一行貼上到路由器上；在 OpenWrt 上它應寫入 /etc/dropbear/authorized_keys。',

  'failure.no-common-algorithm.what': '{host} 與機器人沒有共同的加密方式',
  'failure.no-common-algorithm.means': '路由器只提供：{detail}。這太舊了，不安全。',
  'failure.no-common-algorithm.todo': '請更新路由器韌體，至少更新它的 SSH 服務（dropbear）。',

  'failure.not-ssh.what': '{host} 的 {port} 埠上回應的不是 SSH',
  'failure.not-ssh.means': '它說的是：{detail}',
  'failure.not-ssh.todo': '這多半是別的服務的埠，比如管理網頁。請給出 SSH 埠：root@{host}:埠。',

  'failure.connection-lost.what': '與路由器的連線斷了',
  'failure.connection-lost.means': '話還沒說完，連線就結束了（{detail}）。',
  'failure.connection-lost.todo':
    '請再試一次。如果每次都這樣，請看看路由器是否在重啟或限制了連線（在路由器上執行 logread）。',
  'failure.connection-lost.detail.closed': '由這邊關閉',
  'failure.connection-lost.detail.closed-by-router': '由路由器關閉',
  'failure.connection-lost.detail.closed-at-once': '路由器立刻關閉了它，往往是因為同時登入太多',
  'failure.connection-lost.detail.no-answer': '路由器不再回應',
  'failure.connection-lost.detail.cancelled': '已取消',
  'failure.connection-lost.detail.ECONNRESET': '被路由器重置',
  'failure.connection-lost.detail.EPIPE': '由路由器關閉',
  'failure.connection-lost.detail.ETIMEDOUT': '路由器不再回應',

  'failure.output-too-large.what': '路由器發來的內容遠遠超過了所問的',
  'failure.output-too-large.means': '讀到 {limitBytes, number} 位元組後停止，所以沒有結果。',
  'failure.output-too-large.todo': '請手動登入，看看登入時是否有東西在不停地輸出（/etc/profile），然後再試。',

  'failure.not-a-router.what': '回應的機器看起來不是 Linux 路由器',
  'failure.not-a-router.means': '它不像 Linux 那樣執行命令。它說的是：{seen}',
  'failure.not-a-router.todo':
    'Pushmedic 需要能登入 shell 的 Linux 路由器（OpenWrt 及其同類）。請檢查地址，並確認使用者的 shell 是 /bin/ash 或 /bin/sh。',

  'failure.key-file.what': '無法使用 {path} 裡的 SSH 金鑰',
  'failure.key-file.means': '原因：{detail}',
  'failure.key-file.todo':
    'PUSHMEDIC_KEY_FILE 必須指向沒有口令的私鑰，格式為 OpenSSH 或 PEM。不設定它時，機器人會自己生成金鑰。',
  'failure.key-file.detail.missing': '檔案不存在。',
  'failure.key-file.detail.denied': '機器人的使用者沒有讀寫許可權，請用 chown 或 chmod 調整。',
  'failure.key-file.detail.no-file': '它不是檔案，而是目錄或裝置。',
  'failure.key-file.detail.encrypted':
    '它有口令保護，而這裡沒有人能輸入口令。可以去掉一份副本的口令：ssh-keygen -p -N "" -f 副本',
  'failure.key-file.detail.public': '裡面是公鑰。私鑰的檔名相同，只是沒有 .pub。',
  'failure.key-file.detail.dropbear':
    '它是 dropbear 自己的格式。請轉換：dropbearconvert dropbear openssh 檔案 新檔案',
  'failure.key-file.detail.type': '裡面是 DSA 金鑰，現在的路由器都不再接受。請用 ed25519 或 RSA。',
  'failure.key-file.detail.format': '裡面沒有能讀取的私鑰。檔案可能已損壞、是空的，或者不是金鑰檔案。',
  'failure.key-file.detail.ENOSPC': '磁碟已滿，無法寫入。',
  'failure.key-file.detail.EROFS': '檔案系統只讀，無法寫入。',

  'failure.router-unknown.what': '沒有叫“{name}”的路由器',
  'failure.router-unknown.means': '已登記：{known}',
  'failure.router-unknown.todo': '請用其中一個名稱，或者新增路由器：/router add 名稱 使用者@主機',
  'failure.router-unknown.known.none': '還沒有',

  'failure.router-gone.what': '這台路由器已不在登記中',
  'failure.router-gone.means': '它在此期間被移除了，所以什麼都沒有做。',
  'failure.router-gone.todo': '用 /router list 檢視現有的路由器。',

  'failure.router-exists.what': '已經有一台叫“{name}”的路由器',
  'failure.router-exists.means': '那個地址上回應的是另一台路由器，主機金鑰不同。一個名稱只對應一台路由器。',
  'failure.router-exists.todo': '請換一個名稱，或者先發送 /router remove {name}',

  'failure.router-name.what': '“{name}”不能作為路由器的名稱',
  'failure.router-name.means': '名稱最多 32 個字元，只含文字、數字、- 和 _，以文字或數字開頭。',
  'failure.router-name.todo': '例如：/router add home root@192.168.1.1',

  'failure.router-unnamed.what': '哪一台路由器？',
  'failure.router-unnamed.means': '已登記多台：{known}',
  'failure.router-unnamed.todo': '請在命令後面加上名稱。',

  'failure.no-router.what': '還沒有登記路由器',
  'failure.no-router.means': '現在沒有可以檢查的物件。',
  'failure.no-router.todo': '請按“新增路由器”，或直接輸入它的地址，例如 root@192.168.1.1',

  'failure.command-unknown.what': '沒有“{name}”這個命令',
  'failure.command-unknown.means': '什麼都沒有做。',
  'failure.command-unknown.todo': '傳送 /help 檢視所有命令。',

  'failure.press-gone.what': '這個按鈕已經過期',
  'failure.press-gone.means': '它對應的內容已不再保留。什麼都沒有做。',
  'failure.press-gone.todo': '請重新發送命令。',

  'failure.plan-gone.what': '這個方案已經失效',
  'failure.plan-gone.means': '它已過期、被取消，或者路由器已被移除。沒有做任何更改。',
  'failure.plan-gone.todo': '請傳送 /fix 獲取新的方案。',

  'failure.plan-taken.what': '這個方案正在執行，或者已經執行過',
  'failure.plan-taken.means': '無論多少人按多少次，一個方案只執行一次。',
  'failure.plan-taken.todo': '傳送 /status 檢視現在的狀態。',

  'failure.plan-stale.what': '方案生成之後，路由器的規則變了',
  'failure.plan-stale.means': '之前顯示的步驟可能不再適用，所以一步也沒有執行。沒有做任何更改。',
  'failure.plan-stale.todo': '請傳送 /fix：會重新檢查並顯示新的步驟。',

  'failure.router-busy.what': '{router} 上正在進行別的操作',
  'failure.router-busy.means': '對同一台路由器的更改要逐個進行。',
  'failure.router-busy.todo': '請一分鐘後再試。',

  'failure.step-failed.what': '有一步沒有成功：{step}',
  'failure.step-failed.means': '{untouched}',
  'failure.step-failed.todo': '如果路由器的話裡有原因，請先處理，然後再試。',
  'failure.step-failed.untouched.true': '路由器上沒有做任何更改。',
  'failure.step-failed.untouched.false': '此前的更改會由路由器自己的定時器還原，除非回覆中已說明還原完成。',
  'failure.step-failed.said.caption': '路由器說',

  'failure.nothing-to-revert.what': '{router} 上沒有我們的更改',
  'failure.nothing-to-revert.means': '沒有找到由機器人新增的規則、檔案或設定，所以沒有做任何更改。',
  'failure.nothing-to-revert.todo': '不需要做什麼。',

  'failure.not-allowed.what': '你在這裡沒有這樣做的許可權',
  'failure.not-allowed.means': '需要的角色：{needs}。',
  'failure.not-allowed.todo': '機器人的所有者可以用 /allow 授予。',

  'failure.usage.what': '命令不完整，或者有內容不對',
  'failure.usage.means': '正確寫法：{usage}',
  'failure.usage.todo': '傳送 /help 檢視所有命令的說明。',
};

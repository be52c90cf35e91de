import type { cure as english } from '../en/cure.ts';

export const cure: Record<keyof typeof english, string> = {
  'cure.plan.persistent': '防火牆過載和路由器重啟之後依然有效。',
  'cure.plan.live-only':
    '在這台路由器上不能持久：重啟或過載防火牆後改動就沒了。那時請重新應用，或者把這些步驟寫進這台路由器儲存自身設定的地方。',
  'cure.plan.partly':
    '在 {kept} 裡，防火牆過載和路由器重啟之後依然有效；在 {lost} 裡不能持久：重啟或過載那些規則後就沒了。那時請重新應用，或者把這些步驟寫進那些規則的主人儲存規則的地方。',
  'cure.plan.undo': '如果機器人沒有在 {seconds} 秒內確認，路由器會自己把一切還原。',
  'cure.plan.others': '你或別人加的規則保持原樣。',
  'cure.plan.expires': '這個方案 {minutes} 分鐘內有效，只適用於規則現在的樣子，而且只執行一次。',

  'cure.step.schedule-rollback': '在路由器上設好自動還原',
  'cure.step.live': '先改動，暫時只到下次過載為止',
  'cure.step.verify': '另開一條 SSH 連線，確認改動到位',
  'cure.step.persist': '到位之後才讓它持久生效',
  'cure.step.confirm': '再開一條連線複查，通過後關閉自動還原',
  'cure.step.revert': '以後要全部還原（按“還原”效果相同）',

  'cure.stage.look': '再讀一遍規則……',
  'cure.stage.schedule-rollback': '正在路由器上設好自動還原……',
  'cure.stage.live': '正在改動……',
  'cure.stage.verify': '正在另開連線確認改動到位……',
  'cure.stage.persist': '正在讓改動持久生效……',
  'cure.stage.verify-again': '正在再開一條連線複查……',
  'cure.stage.confirm': '一切正常，正在確認……',
  'cure.stage.roll-back': '出了問題，正在全部還原……',
  'cure.stage.revert': '正在還原我們的改動……',

  'cure.applied.title': '{router}：修復已生效',
  'cure.applied.already.title': '{router}：修復原本就已生效',
  'cure.undone.title': '{router}：最終沒有任何改動',
  'cure.undone.what': '中途出了問題，所以全部還原了。事後檢視：一切都和之前一樣。',
  'cure.unseen.title': '現在連不上 {router} 了',
  'cure.unseen.what': '中途斷線了。什麼都不用做：最晚到 {time}，路由器會自己把一切還原。之後請再檢查一次。',
  'cure.unseen.maybe':
    '在全部驗證完之後的最後一步斷線了。要麼修復已生效，要麼最晚到 {time} 路由器會自己把一切還原。之後請再檢查一次。',
  'cure.refused.title': '{router}：沒有任何改動',

  'cure.hint.uci-pending':
    '有人改了防火牆設定但還沒有儲存（LuCI 裡的“未儲存的更改”）。請您自己決定儲存還是放棄，然後再試一次。',
  'cure.hint.no-rollback': '路由器上的自動還原沒能保持執行，沒有它就不做任何改動。',
  'cure.hint.busy': '這台路由器上還有另一項改動在等待驗證，兩分鐘內會自行結束，到時請再試。',
  'cure.hint.not-our-directory':
    '路由器上的 /tmp/pushmedic 是別人建的，裡面的東西沒有碰也沒有執行。請看看是誰建的，把它刪掉，再試一次。',
  'cure.hint.would-not-boot':
    '這台路由器自己的防火牆下次啟動時會載入不了：重啟之後就沒有防火牆了。不管有沒有這項修復都是這樣，得先解決它。nft 是這麼說的：',
  'cure.hint.not-writable': '路由器的 /etc 無法寫入：快閃記憶體已滿，或者以只讀方式掛載。',

  'cure.reverted.title': '{router}：已還原，本機器人新增的內容全部清除',
  'cure.reverted.what': '還原後已複查：沒有留下本機器人的任何東西，別人加的保持原樣。',
  'cure.reverted.nothing.title': '{router}：沒有什麼可還原的',
  'cure.reverted.nothing.what': '這台路由器上沒有本機器人新增的東西。',
  'cure.revert.failed.title': '{router}：沒能全部還原',

  'cure.proof.proven.title': '{router}：驗證通過，推送連線不再掉線',
  'cure.proof.proven.title.of': '{router}：驗證通過，{phone} 的推送連線不再掉線',
  'cure.proof.outlived': '它已空閒 {idle} 秒仍在，超時還剩 {left} 秒。修復之前，約 {death} 秒就會被清除。',
  'cure.proof.never-offloaded':
    '在 {span} 秒裡看了 {samples, plural, other {# 次}}：它經過防火牆規則，沒有走快速通道（流量卸載），超時還剩 {left} 秒。',
  'cure.proof.came-back':
    '它剛剛發過資料。修復之前會因此走快速通道（流量卸載），現在沒有，超時還剩 {left} 秒。',
  'cure.proof.kept-longer': '它的超時還剩 {left} 秒。修復之前，任何連線空閒超過 {before} 秒就會被清除。',
  'cure.proof.room': '連線跟蹤表有空位了：{count} / {max}。{span} 秒裡沒有新連線因為表滿而被拒絕。',
  'cure.proof.waiting.title': '{router}：已生效，等待手機重新連線',
  'cure.proof.waiting.what':
    '還沒有推送連線能證明自己保住了。請在手機上把 Wi-Fi 關掉再開啟，或者等一刻鐘，然後再檢查一次。',
  'cure.proof.lost.title': '{router}：修復沒有起作用',
  'cure.proof.lost.what': '有一條推送連線仍走了快速通道（流量卸載），儘管我們的規則本該避開。',
};

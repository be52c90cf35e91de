import type { captures as english } from '../en/captures.ts';

export const captures: Record<keyof typeof english, string> = {
  'failure.capture-file.what': '無法把 {path} 當作採集檔案讀取',
  'failure.capture-file.means': '原因：{detail}',
  'failure.capture-file.todo':
    '採集檔案由“{call} capture root@路由器 --output 檔案”生成，也可以在路由器上執行“{call} look-script”輸出的指令碼來生成。',
  'failure.capture-file.detail.missing': '檔案不存在。',
  'failure.capture-file.detail.denied': '沒有讀取許可權。',
  'failure.capture-file.detail.no-file': '它是一個目錄。',
  'failure.capture-file.detail.unwritten': '無法寫入。',
  'failure.capture-file.detail.none': '裡面沒有采集內容：既沒有首行，也沒有任何小節。',
  'failure.capture-file.detail.newer': '它由更新版本的 Pushmedic 生成，這個版本不認識它的格式。',
  'failure.capture-file.detail.other': '它來自非 Linux 系統。',

  'capture.missing': '這份採集裡沒有：{list}',
  'capture.broken': '內容被截斷，未能讀取：{list}',
  'capture.twice': '重複出現、以第一次為準：{list}',
  'capture.written': '已寫入 {path}（{kib} KiB）。用“{call} diagnose --from {path}”進行診斷。',
  'capture.personal': '裡面有家中裝置的名稱、MAC 和地址；轉發前可加 --redact 把它們替換掉。',
};

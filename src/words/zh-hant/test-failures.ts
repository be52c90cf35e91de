import type { testFailures as english } from '../en/test-failures.ts';

export const testFailures: Record<keyof typeof english, string> = {
  'failure.phone-unknown.what': '沒有見過名為 {name} 的手機',
  'failure.phone-unknown.means': '目前見過的：{known}。',
  'failure.phone-unknown.known.none': '無',
  'failure.phone-unknown.todo':
    '只輸入 /test 就可以從列表裡選；或者先在這個 Wi-Fi 下喚醒手機，再 /diagnose。',

  'failure.test-running.what': '{phone} 正在測試中',
  'failure.test-running.means': '兩個測試同時進行，會把對方的通知當成自己的。',
  'failure.test-running.todo': '請等它出結果，或者按它下面的“取消”。',

  'failure.test-too-many.what': '{phone} 一小時內已經測試了六次',
  'failure.test-too-many.means': '每次測試都會響一次通知，還要讓路由器忙上幾分鐘。',
  'failure.test-too-many.todo': '請 {minutes} 分鐘後再試。',
};

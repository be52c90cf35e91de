import type { testFailures as english } from '../en/test-failures.ts';

export const testFailures: Record<keyof typeof english, string> = {
  'failure.phone-unknown.what': '没有见过名为 {name} 的手机',
  'failure.phone-unknown.means': '目前见过的：{known}。',
  'failure.phone-unknown.known.none': '无',
  'failure.phone-unknown.todo':
    '只输入 /test 就可以从列表里选；或者先在这个 Wi-Fi 下唤醒手机，再 /diagnose。',

  'failure.test-running.what': '{phone} 正在测试中',
  'failure.test-running.means': '两个测试同时进行，会把对方的通知当成自己的。',
  'failure.test-running.todo': '请等它出结果，或者按它下面的“取消”。',

  'failure.test-too-many.what': '{phone} 一小时内已经测试了六次',
  'failure.test-too-many.means': '每次测试都会响一次通知，还要让路由器忙上几分钟。',
  'failure.test-too-many.todo': '请 {minutes} 分钟后再试。',
};

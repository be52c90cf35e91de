import type { cure as english } from '../en/cure.ts';

export const cure: Record<keyof typeof english, string> = {
  'cure.plan.persistent': '防火墙重载和路由器重启之后依然有效。',
  'cure.plan.live-only':
    '在这台路由器上不能持久：重启或重载防火墙后改动就没了。那时请重新应用，或者把这些步骤写进这台路由器保存自身设置的地方。',
  'cure.plan.partly':
    '在 {kept} 里，防火墙重载和路由器重启之后依然有效；在 {lost} 里不能持久：重启或重载那些规则后就没了。那时请重新应用，或者把这些步骤写进那些规则的主人保存规则的地方。',
  'cure.plan.undo':
    '第一次改动之前，会先在路由器上安排好自动还原：如果机器人没有在 {seconds} 秒内确认一切正常，路由器会自己把一切还原。',
  'cure.plan.others': '你或别人加的规则保持原样。',
  'cure.plan.expires': '这个方案 {minutes} 分钟内有效，只适用于规则现在的样子，而且只执行一次。',

  'cure.step.schedule-rollback': '在路由器上安排自动还原',
  'cure.step.live': '先做改动，暂时只到下次重载为止',
  'cure.step.verify': '用一个新连接查看改动是否到位',
  'cure.step.persist': '到位之后才让它持久生效',
  'cure.step.confirm': '再用另一个新连接查看一遍，然后确认，并取消自动还原',
  'cure.step.revert': '以后要全部撤掉（按“还原”效果相同）',

  'cure.stage.look': '再读一遍规则……',
  'cure.stage.schedule-rollback': '正在路由器上安排自动还原……',
  'cure.stage.live': '正在做改动……',
  'cure.stage.verify': '正在用新连接查看改动是否到位……',
  'cure.stage.persist': '正在让改动持久生效……',
  'cure.stage.verify-again': '正在用另一个新连接再看一遍……',
  'cure.stage.confirm': '一切正常，正在确认……',
  'cure.stage.roll-back': '出了问题，正在全部还原……',
  'cure.stage.revert': '正在撤掉我们的改动……',

  'cure.applied.title': '修复已生效',
  'cure.applied.already.title': '修复原本就已生效',
  'cure.undone.title': '最终没有任何改动',
  'cure.undone.what': '中途出了问题，所以全部还原了。事后查看：一切都和之前一样。',
  'cure.unseen.title': '现在看不到这台路由器了',
  'cure.unseen.what': '中途断线了。什么都不用做：最晚到 {time}，路由器会自己把一切还原。之后请再检查一次。',
  'cure.unseen.maybe':
    '在全部验证完之后的最后一步断线了。要么修复已生效，要么最晚到 {time} 路由器会自己把一切还原。之后请再检查一次。',
  'cure.refused.title': '没有任何改动',

  'cure.hint.uci-pending':
    '有人改了防火墙设置但还没有保存（LuCI 里的“未保存的更改”）。请先保存或放弃那些更改，再试一次：它们不该由我来决定。',
  'cure.hint.no-rollback': '路由器上安排的自动还原没有保持运行，没有它就不做任何改动。',
  'cure.hint.busy': '这台路由器上还有另一项改动在等待验证，两分钟内会自行结束，到时请再试。',
  'cure.hint.not-our-directory':
    '路由器上的 /tmp/pushmedic 是别人建的，里面的东西没有碰也没有运行。请看看是谁建的，把它删掉，再试一次。',
  'cure.hint.would-not-boot':
    '这台路由器自己的防火墙下次启动时会加载不了：重启之后就没有防火墙了。不管有没有这项修复都是这样，得先解决它。nft 是这么说的：',
  'cure.hint.not-writable': '路由器的 /etc 无法写入：闪存已满，或者以只读方式挂载。',

  'cure.reverted.title': '我们的东西已全部撤掉',
  'cure.reverted.what': '事后查看：没有留下我们的任何东西，别人加的保持原样。',
  'cure.reverted.nothing.title': '没有什么可还原的',
  'cure.reverted.nothing.what': '这台路由器上没有我们的任何东西。',
  'cure.revert.failed.title': '没能全部撤掉',

  'cure.proof.proven.title': '已证实：推送连接保住了',
  'cure.proof.outlived':
    '一条推送连接已空闲 {idle} 秒，还活着，剩余 {left} 秒。修复之前它大约 {death} 秒就会被忘掉。',
  'cure.proof.never-offloaded':
    '有一条推送连接在 {span} 秒里看了 {samples, plural, other {# 次}}：它经过防火墙规则，没有被卸载，剩余 {left} 秒。',
  'cure.proof.came-back': '一条推送连接刚刚发过数据：修复之前它会因此被卸载，现在没有，剩余 {left} 秒。',
  'cure.proof.kept-longer': '一条推送连接还剩 {left} 秒。修复之前，任何连接静默超过 {before} 秒就会被忘掉。',
  'cure.proof.waiting.title': '已就位，等待手机重新连接',
  'cure.proof.waiting.what':
    '还没有推送连接能证明自己保住了。请在手机上把 Wi-Fi 关掉再打开，或者等一刻钟，然后再检查一次。',
  'cure.proof.lost.title': '修复没有起作用',
  'cure.proof.lost.what': '有一条推送连接仍被卸载，尽管我们的规则本该保住它。路由器自己的记录：',
};

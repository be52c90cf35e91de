import type { cure as english } from '../en/cure.ts';

export const cure: Record<keyof typeof english, string> = {
  'cure.plan.persistent': '防火墙重载和路由器重启之后依然有效。',
  'cure.plan.live-only':
    '在这台路由器上不能持久：重启或重载防火墙后改动就没了。那时请重新应用，或者把这些步骤写进这台路由器保存自身设置的地方。',
  'cure.plan.partly':
    '在 {kept} 里，防火墙重载和路由器重启之后依然有效；在 {lost} 里不能持久：重启或重载那些规则后就没了。那时请重新应用，或者把这些步骤写进那些规则的主人保存规则的地方。',
  'cure.plan.undo': '如果机器人没有在 {seconds} 秒内确认，路由器会自己把一切还原。',
  'cure.plan.others': '你或别人加的规则保持原样。',
  'cure.plan.expires': '这个方案 {minutes} 分钟内有效，只适用于规则现在的样子，而且只执行一次。',

  'cure.step.schedule-rollback': '在路由器上设好自动还原',
  'cure.step.live': '先改动，暂时只到下次重载为止',
  'cure.step.verify': '另开一条 SSH 连接，确认改动到位',
  'cure.step.persist': '到位之后才让它持久生效',
  'cure.step.confirm': '再开一条连接复查，通过后关闭自动还原',
  'cure.step.revert': '以后要全部还原（按“还原”效果相同）',

  'cure.stage.look': '再读一遍规则……',
  'cure.stage.schedule-rollback': '正在路由器上设好自动还原……',
  'cure.stage.live': '正在改动……',
  'cure.stage.verify': '正在另开连接确认改动到位……',
  'cure.stage.persist': '正在让改动持久生效……',
  'cure.stage.verify-again': '正在再开一条连接复查……',
  'cure.stage.confirm': '一切正常，正在确认……',
  'cure.stage.roll-back': '出了问题，正在全部还原……',
  'cure.stage.revert': '正在还原我们的改动……',

  'cure.applied.title': '{router}：修复已生效',
  'cure.applied.already.title': '{router}：修复原本就已生效',
  'cure.undone.title': '{router}：最终没有任何改动',
  'cure.undone.what': '中途出了问题，所以全部还原了。事后查看：一切都和之前一样。',
  'cure.unseen.title': '现在连不上 {router} 了',
  'cure.unseen.what': '中途断线了。什么都不用做：最晚到 {time}，路由器会自己把一切还原。之后请再检查一次。',
  'cure.unseen.maybe':
    '在全部验证完之后的最后一步断线了。要么修复已生效，要么最晚到 {time} 路由器会自己把一切还原。之后请再检查一次。',
  'cure.refused.title': '{router}：没有任何改动',

  'cure.hint.uci-pending':
    '有人改了防火墙设置但还没有保存（LuCI 里的“未保存的更改”）。请您自己决定保存还是放弃，然后再试一次。',
  'cure.hint.no-rollback': '路由器上的自动还原没能保持运行，没有它就不做任何改动。',
  'cure.hint.busy': '这台路由器上还有另一项改动在等待验证，两分钟内会自行结束，到时请再试。',
  'cure.hint.not-our-directory':
    '路由器上的 /tmp/pushmedic 是别人建的，里面的东西没有碰也没有运行。请看看是谁建的，把它删掉，再试一次。',
  'cure.hint.would-not-boot':
    '这台路由器自己的防火墙下次启动时会加载不了：重启之后就没有防火墙了。不管有没有这项修复都是这样，得先解决它。nft 是这么说的：',
  'cure.hint.not-writable': '路由器的 /etc 无法写入：闪存已满，或者以只读方式挂载。',

  'cure.reverted.title': '{router}：已还原，本机器人添加的内容全部清除',
  'cure.reverted.what': '还原后已复查：没有留下本机器人的任何东西，别人加的保持原样。',
  'cure.reverted.nothing.title': '{router}：没有什么可还原的',
  'cure.reverted.nothing.what': '这台路由器上没有本机器人添加的东西。',
  'cure.revert.failed.title': '{router}：没能全部还原',

  'cure.proof.proven.title': '{router}：验证通过，推送连接不再掉线',
  'cure.proof.proven.title.of': '{router}：验证通过，{phone} 的推送连接不再掉线',
  'cure.proof.outlived': '它已空闲 {idle} 秒仍在，超时还剩 {left} 秒。修复之前，约 {death} 秒就会被清除。',
  'cure.proof.never-offloaded':
    '在 {span} 秒里看了 {samples, plural, other {# 次}}：它经过防火墙规则，没有走快速通道（流量卸载），超时还剩 {left} 秒。',
  'cure.proof.came-back':
    '它刚刚发过数据。修复之前会因此走快速通道（流量卸载），现在没有，超时还剩 {left} 秒。',
  'cure.proof.kept-longer': '它的超时还剩 {left} 秒。修复之前，任何连接空闲超过 {before} 秒就会被清除。',
  'cure.proof.room': '连接跟踪表有空位了：{count} / {max}。{span} 秒里没有新连接因为表满而被拒绝。',
  'cure.proof.waiting.title': '{router}：已生效，等待手机重新连接',
  'cure.proof.waiting.what':
    '还没有推送连接能证明自己保住了。请在手机上把 Wi-Fi 关掉再打开，或者等一刻钟，然后再检查一次。',
  'cure.proof.lost.title': '{router}：修复没有起作用',
  'cure.proof.lost.what': '有一条推送连接仍走了快速通道（流量卸载），尽管我们的规则本该避开。',
};

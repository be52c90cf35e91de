import type { captures as english } from '../en/captures.ts';

export const captures: Record<keyof typeof english, string> = {
  'failure.capture-file.what': '无法把 {path} 当作采集文件读取',
  'failure.capture-file.means': '原因：{detail}',
  'failure.capture-file.todo':
    '采集文件由“{call} capture root@路由器 --output 文件”生成，也可以在路由器上运行“{call} look-script”输出的脚本来生成。',
  'failure.capture-file.detail.missing': '文件不存在。',
  'failure.capture-file.detail.denied': '没有读取权限。',
  'failure.capture-file.detail.no-file': '它是一个目录。',
  'failure.capture-file.detail.unwritten': '无法写入。',
  'failure.capture-file.detail.none': '里面没有采集内容：既没有首行，也没有任何小节。',
  'failure.capture-file.detail.newer': '它由更新版本的 Pushmedic 生成，这个版本不认识它的格式。',
  'failure.capture-file.detail.other': '它来自非 Linux 系统。',

  'capture.missing': '这份采集里没有：{list}',
  'capture.broken': '内容被截断，未能读取：{list}',
  'capture.twice': '重复出现、以第一次为准：{list}',
  'capture.written': '已写入 {path}（{kib} KiB）。用“{call} diagnose --from {path}”进行诊断。',
  'capture.personal': '里面有家中设备的名称、MAC 和地址；转发前可加 --redact 把它们替换掉。',
};

/** Capture files: what is wrong with one, and what is said beside it. */
export const captures = {
  'failure.capture-file.what': '{path} could not be read as a capture',
  'failure.capture-file.means': 'The file {detail}',
  'failure.capture-file.todo':
    'A capture is made by “{call} capture root@ROUTER --output FILE”, or on the router itself by the script that “{call} look-script” prints.',
  'failure.capture-file.detail.missing': 'is not there.',
  'failure.capture-file.detail.denied': 'may not be read.',
  'failure.capture-file.detail.no-file': 'is a folder.',
  'failure.capture-file.detail.unwritten': 'could not be written.',
  'failure.capture-file.detail.none': 'holds no capture: neither its first line nor any section is in it.',
  'failure.capture-file.detail.newer':
    'was made by a newer Pushmedic, in a form that this one does not know.',
  'failure.capture-file.detail.other': 'comes from a system that is no Linux.',

  'capture.missing': 'Not in this capture: {list}',
  'capture.broken': 'Cut off, so not read: {list}',
  'capture.twice': 'Twice in this capture, of which the first counts: {list}',
  'capture.written': 'Written: {path} ({kib} KiB). “{call} diagnose --from {path}” judges it.',
  'capture.personal':
    'It holds names, MACs and addresses of this household; --redact replaces them before it is passed on.',
} as const;

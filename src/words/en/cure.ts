/** What every change says: plan, steps, progress, outcomes, proof, revert. `cure.step.<step>`, `cure.stage.<stage>`, `cure.hint.<hint>`. */
export const cure = {
  'cure.plan.persistent': 'It survives firewall reloads and reboots.',
  'cure.plan.live-only':
    'It is not persistent here: a reboot, or a reload of the firewall, takes the change away again. Apply the fix anew then, or put its steps into the place where this router keeps its own settings.',
  'cure.plan.partly':
    'In {kept} it survives firewall reloads and reboots. In {lost} it does not: there a reboot, or a reload of the rules, takes it away again. Apply the fix anew then, or put the steps into the place where the owner of those rules keeps them.',
  'cure.plan.undo': 'Unless the bot confirms within {seconds} s, the router puts everything back by itself.',
  'cure.plan.others': 'Rules you or others have put in stay as they are.',
  'cure.plan.expires':
    'This plan is good for {minutes} minutes, and only for the rules as they are now. It runs once.',

  'cure.step.schedule-rollback': 'Schedule the rollback on the router',
  'cure.step.live': 'Make the change, until the next reload',
  'cure.step.verify': 'Look over a new connection whether it works',
  'cure.step.persist': 'Make it last',
  'cure.step.confirm': 'Look over another connection, then confirm',
  'cure.step.revert': 'To take it all back later (Revert does the same)',

  'cure.stage.look': 'Reading the rules once more…',
  'cure.stage.schedule-rollback': 'Scheduling the rollback on the router…',
  'cure.stage.live': 'Making the change…',
  'cure.stage.verify': 'Looking over a new connection whether it stands where it should…',
  'cure.stage.persist': 'Making it last…',
  'cure.stage.verify-again': 'Looking again over another new connection…',
  'cure.stage.confirm': 'All is well: confirming…',
  'cure.stage.roll-back': 'Something went wrong: putting everything back…',
  'cure.stage.revert': 'Taking back what we changed…',

  'cure.applied.title': '{router}: the fix is in place',
  'cure.applied.already.title': '{router}: the fix was in place already',
  'cure.undone.title': '{router}: nothing was changed in the end',
  'cure.undone.what':
    'Something went wrong on the way, so it was all put back. Looked at afterwards: everything is as before.',
  'cure.unseen.title': '{router} cannot be seen any more',
  'cure.unseen.what':
    'The line broke on the way. Nobody needs to do anything: the router puts everything back by itself by {time}. Check again after that.',
  'cure.unseen.maybe':
    'The line broke at the very last step, after all had been verified. Either the fix is in place, or the router puts everything back by itself by {time}. Check again after that.',
  'cure.refused.title': '{router}: nothing was changed',

  'cure.hint.uci-pending':
    'There are changes to the firewall’s settings that somebody made and has not saved yet (in LuCI: “unsaved changes”). Save or discard them, then try again: they are not mine to decide.',
  'cure.hint.no-rollback':
    'The router did not keep the scheduled rollback running, and without it nothing is changed.',
  'cure.hint.busy':
    'Another change on this router still waits for its proof. It ends by itself within two minutes; try again then.',
  'cure.hint.not-our-directory':
    'On the router, /tmp/pushmedic belongs to somebody else. Nothing in it was touched or run. Look who made it, remove it, then try again.',
  'cure.hint.would-not-boot':
    'This router’s own firewall would not load at its next start: after a reboot it would stand without one. That is so with or without the fix, and comes first. What nft says of it:',
  'cure.hint.not-writable':
    'The router’s /etc cannot be written: the flash is full, or it is mounted read-only.',

  'cure.reverted.title': '{router}: everything of ours is gone',
  'cure.reverted.what':
    'Looked at afterwards: nothing of ours is left, and what others put in stands as it did.',
  'cure.reverted.nothing.title': '{router}: there was nothing to take back',
  'cure.reverted.nothing.what': 'Nothing of ours is on this router.',
  'cure.revert.failed.title': '{router}: it could not all be taken back',

  'cure.proof.proven.title': '{router}: proven, push connections are kept',
  'cure.proof.proven.title.of': '{router}: proven, the push connection of {phone} is kept',
  'cure.proof.outlived':
    'It was quiet for {idle} s and lives on, with {left} s to go. Before the fix it would have been dropped after about {death} s.',
  'cure.proof.never-offloaded':
    'It was looked at {samples, plural, one {# time} other {# times}} over {span} s: it goes through the firewall’s rules, was not put on the fast path (flow offloading), and has {left} s to go.',
  'cure.proof.came-back':
    'It spoke under our eyes. Before the fix that would have put it on the fast path (flow offloading); now it was not, and it has {left} s to go.',
  'cure.proof.kept-longer':
    'It has {left} s to go. Before the fix no connection was remembered for more than {before} s of silence.',
  'cure.proof.room':
    'The connection table has room: {count} of {max}. For {span} s no new connection was refused for want of it.',
  'cure.proof.waiting.title': '{router}: in place, waiting for the phone',
  'cure.proof.waiting.what':
    'No push connection has shown yet that it is kept. Switch Wi-Fi off and on again on the phone, or wait a quarter of an hour, then check again.',
  'cure.proof.lost.title': '{router}: the fix does not hold',
  'cure.proof.lost.what':
    'A push connection was put on the fast path (flow offloading) although our rules should have kept it off.',
} as const;

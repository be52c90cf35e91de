/** Words that only Discord needs: its form for a new router, and what it says by itself. */
export const discord = {
  'discord.form.title': 'Add a router',
  'discord.form.name': 'Name',
  'discord.form.name.hint': 'What you call it, for example home',
  'discord.form.host': 'Address',
  'discord.form.host.hint': 'IP address or host name on your network, for example 192.168.1.1',
  'discord.form.user': 'User',
  'discord.form.user.hint': 'The SSH user; root on OpenWrt',
  'discord.form.port': 'Port',
  'discord.form.port.hint': 'The SSH port; 22 unless you changed it',
  'discord.trouble': 'Something went wrong on our side',
  'discord.trouble.todo': 'Please try again; if it happens again, tell whoever runs this bot the code {id}.',
} as const;

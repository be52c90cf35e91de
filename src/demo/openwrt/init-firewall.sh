#!/bin/sh
# Stand-in for fw4's service script: procd reads nothing from the status of start and reload.
case "$1" in
start | boot) fw4 start ;;
reload) fw4 reload ;;
restart) fw4 restart ;;
stop) fw4 flush ;;
enabled) true ;;
*) echo "Syntax: /etc/init.d/firewall [start|stop|restart|reload|enabled]" >&2; exit 1 ;;
esac

#!/bin/sh
# The contract of the official image, as far as docker-compose.yml uses it: the user and password of the first start.
set -eu
if [ "$(id -u)" = 0 ]; then
  chown -R rabbitmq:rabbitmq /var/lib/rabbitmq /var/log/rabbitmq /etc/rabbitmq
  printf 'default_user = %s\ndefault_pass = %s\nloopback_users = none\nlog.console = true\n' \
    "$RABBITMQ_DEFAULT_USER" "$RABBITMQ_DEFAULT_PASS" > /etc/rabbitmq/rabbitmq.conf
  exec setpriv --reuid=rabbitmq --regid=rabbitmq --init-groups sh "$0" "$@"
fi
export HOME=/var/lib/rabbitmq
exec /usr/lib/rabbitmq/bin/rabbitmq-server

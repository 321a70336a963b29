import { choice, integer, optionalText, text } from "./kinds.ts";

/** What starts workflows from outside, and whom the service tells. */
export const eventSettings = {
  webhooksFile: optionalText(
    "the path of a file",
    "The webhooks that may be posted to at /v2/webhooks/NAME, with their secrets, in YAML; see docs/guide/triggers.md.",
  ),
  eventDefinitionsFile: optionalText(
    "the path of a file",
    "Which parts of an event a workflow is told, by the event's type: Mistral's event_definitions.yml.",
  ),
  eventsMemoryHours: integer(
    1,
    87_600,
    168,
    "How many hours the id of an event is remembered, so that one that is sent again starts nothing.",
  ),
  eventsAmqpUrl: optionalText(
    "amqp://USER:PASSWORD@HOST:PORT/VHOST",
    "The RabbitMQ from which OpenStack's notifications are taken, for every exchange and topic that an event trigger names; amqps:// for TLS.",
  ),
  eventsAmqpQueue: text(
    /^\S{1,200}$/,
    "ostro.events",
    "the name of a queue",
    "The queue for them, which all nodes share, so that each event comes to one of them.",
  ),
  eventsAmqpExchanges: choice(
    ["no", "transient", "durable"],
    "no",
    "Whether an exchange that a trigger names is made where it is not there yet, and how. With no its sender makes it. Anything else must fit `amqp_durable_queues` of the senders, which cannot send otherwise.",
  ),
};

export const notificationSettings = {
  notificationsFile: optionalText(
    "the path of a file",
    "Who is told of what happens in every execution: a list of listeners as in the parameter `notify`, in YAML; see docs/guide/notifications.md.",
  ),
  notificationsSecret: optionalText(
    "a secret",
    "Signs notifications to listeners that have no secret of their own, as Standard Webhooks says; best given in the environment.",
  ),
  notificationsTimeoutSeconds: integer(1, 300, 10, "How many seconds a listener has to answer."),
  notificationsGiveUpHours: integer(
    0,
    8760,
    24,
    "How many hours a notification is tried again until it is given up; 0 tries once.",
  ),
};

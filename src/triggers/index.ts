/**
 * What starts workflows by itself: triggers that fire at certain times, and triggers that wait for events. Made and checked
 * here, and fired here.
 *
 * It does not know who may make a trigger or which workflows they see, nor how a request for one looks, and it changes no
 * execution.
 */
export { CronClock } from "./cron.ts";
export { createCronTrigger, getCronTrigger } from "./cron-trigger.ts";
export type { Triggers } from "./cron-trigger.ts";
export { createEventTrigger, deleteEventTrigger, getEventTrigger, updateEventTrigger } from "./event-trigger.ts";
export type { EventTriggerChange } from "./event-trigger.ts";
export { TriggerRefused } from "./refused.ts";
export type { TriggerRefusalKind } from "./refused.ts";
export { AmqpReceiver } from "./events/amqp.ts";
export { isCloudEvents, readCloudEvents } from "./events/cloud-events.ts";
export type { Headers } from "./events/cloud-events.ts";
export { EventDefinitions } from "./events/definitions.ts";
export { EventInbox } from "./events/inbox.ts";
export { EventRefused } from "./events/incoming.ts";
export { Webhooks } from "./events/webhooks.ts";

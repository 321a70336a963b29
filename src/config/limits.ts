import { flag, integer, listOf } from "./kinds.ts";

/** What callers may take up, and what is kept of what they did. */
export const limitSettings = {
  auditLog: flag(
    true,
    "Keep who changed what, when, from where and with which outcome; admins read it at /v2/audit_log.",
  ),
  auditRetentionDays: integer(
    0,
    Infinity,
    90,
    "How many days entries of the audit log are kept; 0 keeps them for ever.",
  ),
  quotaDefinitions: integer(
    -1,
    Infinity,
    -1,
    "How many workflows, workbooks, actions, environments, code sources and dynamic actions a project may have together; -1 sets no limit. Admins change it for single projects at /v2/quotas.",
  ),
  quotaRunningExecutions: integer(
    -1,
    Infinity,
    -1,
    "How many executions of a project may be under way, sub-workflows apart; -1 sets no limit. Nodes of a cluster look at each other's once a second.",
  ),
  quotaStoredMb: integer(
    -1,
    Infinity,
    -1,
    "How much a project's definitions and executions may take up, in MiB; -1 sets no limit. It is measured at most once a minute.",
  ),
  rateLimitPerMinute: integer(
    0,
    Infinity,
    0,
    "How many requests one caller may send to one node within a minute, or one address where nobody says who they are; 0 sets no limit. More are answered by 429.",
  ),
  bodyLimitMb: integer(1, 1024, 16, "The largest body of a request, in MiB."),
  headerLimitKb: integer(2, 1024, 16, "The largest size of a request's headers together with its address, in KiB."),
  trustedProxies: listOf(
    /^([\da-fA-F.:]+(\/\d{1,3})?|loopback|linklocal|uniquelocal)$/,
    "addresses, networks such as 10.0.0.0/8, or the words loopback, linklocal, uniquelocal",
    "Proxies in front of the service. What they say of the client in X-Forwarded-For, -Proto and -Host is believed: in the audit log, for the rate limit, and in links. Of others it is not.",
  ),
  requestTimeoutSeconds: integer(
    1,
    86_400,
    60,
    "How many seconds a client may take to send a whole request; for the headers alone at most 20.",
  ),
};

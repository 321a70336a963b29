import { lookup } from "node:dns";
import { lookup as lookUp } from "node:dns/promises";
import { BlockList, isIP, type LookupFunction } from "node:net";

const words: Readonly<Record<string, readonly string[]>> = {
  loopback: ["127.0.0.0/8", "::1/128", "0.0.0.0/8", "::/128"],
  "link-local": ["169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128"],
  private: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"],
};

/** Addresses where requests of workflows must not go, whatever name leads there. */
export class RefusedAddresses {
  readonly #list = new BlockList();
  readonly isEmpty: boolean;

  private constructor(ranges: readonly string[]) {
    this.isEmpty = ranges.length === 0;
    for (const range of ranges) this.#add(range);
  }

  /**
   * @param texts addresses, ranges such as `10.0.0.0/8`, or `loopback`, `link-local`, `private`
   * @throws Error that names a text which is none of them
   */
  static read(texts: readonly string[]): RefusedAddresses {
    return new RefusedAddresses(texts.flatMap((text) => words[text] ?? [text]));
  }

  /**
   * Checks the host of an address before a connection is made. A name is checked when it is resolved, unless a proxy does that.
   *
   * @param isOverProxy whether somebody else resolves the name
   * @throws Error when it is refused
   */
  async check(url: string, isOverProxy: boolean): Promise<void> {
    if (this.isEmpty) return;
    const host = new URL(url).hostname.replaceAll(/^\[|\]$/g, "");
    if (isIP(host) !== 0) return this.#refuse(host, host);
    if (!isOverProxy) return;
    // What this machine cannot resolve, the proxy may.
    const found = await lookUp(host, { all: true }).catch(() => []);
    for (const { address } of found) this.#refuse(address, host);
  }

  /** Resolves names for a connection; fails where one leads to a refused address. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, []);
      try {
        for (const { address } of found) this.#refuse(address, hostname);
      } catch (refusal) {
        return callback(refusal instanceof Error ? refusal : new Error(String(refusal)), []);
      }
      const [first] = found;
      if (options.all === true || first === undefined) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };

  #refuse(address: string, host: string): void {
    const isRefused = this.#list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
    if (!isRefused) return;
    const which = address === host ? address : `${host} (${address})`;
    throw new Error(`This deployment does not let workflows reach ${which}, see the setting http_refused_addresses`);
  }

  #add(text: string): void {
    const [address = "", bits] = text.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    const most = family === "ipv6" ? 128 : 32;
    const length = bits === undefined ? most : Number(bits);
    const isRange = isIP(address) !== 0 && /^\d+$/.test(bits ?? "0") && length <= most;
    if (!isRange)
      throw new Error(
        `${text} is no address, no range such as 10.0.0.0/8, and none of ${Object.keys(words).join(", ")}`,
      );
    this.#list.addSubnet(address, length, family);
  }
}

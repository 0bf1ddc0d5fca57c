// A certified OpenID Connect provider of others, with accounts whose claims look like Criipto's. Argument: the folder whose node_modules has `oidc-provider`.
// Prints its issuer, and ends when its standard input does.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(createRequire(`${folder}/`).resolve("oidc-provider")).href);

const accounts = {
  kari: { name: "Kari Criiptotest", identityscheme: "nobankid-oidc", socialno: "27034698436", country: "NO" },
  terne: { name: "Terne Paulsen", identityscheme: "sebankid", ssn: "196802020575", country: "SE" },
  ditlev: { name: "Ditlev Von Testesen", identityscheme: "dkmitid", cprNumberIdentifier: "2101270087", country: "DK" },
  without: { name: "Kari Criiptotest", identityscheme: "nobankid-oidc", country: "NO" },
};
const claims = ["name", "identityscheme", "socialno", "ssn", "cprNumberIdentifier", "country"];

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "urn:anteroom:tests:1",
        client_secret: "a secret with a : and a % in it",
        redirect_uris: ["http://localhost:8080/identified"],
        response_types: ["code"],
        grant_types: ["authorization_code"],
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    findAccount: (_, id) => accounts[id] && { accountId: id, claims: () => ({ sub: `{${id}}`, ...accounts[id] }) },
    claims: { openid: ["sub"], ssn: claims },
    acrValues: ["urn:grn:authn:no:bankid", "urn:grn:authn:se:bankid", "urn:grn:authn:dk:mitid:substantial"],
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ["for tests alone"] },
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
process.stdin.on("end", () => process.exit(0)).resume();

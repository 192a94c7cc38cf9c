//! Questions to the site over HTTPS, by the certificates that the system trusts and through its proxy.

use std::fs::File;
use std::io::{self, Read};
use std::net::{IpAddr, UdpSocket};
use std::time::Duration;

use chrono::DateTime;
use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

use super::{Lost, Reply};
use crate::cli::clock;
use crate::cli::failure::Failure;
use crate::text::quoted;

/// How long an answer may take.
const LONGEST: Duration = Duration::from_mins(2);

/// How often a PDF may be elsewhere than where the site says.
const REDIRECTS: u32 = 3;

/// The largest answer that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// The interface of the site, with the token of who asks.
pub(in crate::cli) struct Site {
    agent: Agent,
    url: String,
    host: String,
    token: String,
}

impl Site {
    /// Takes the address: a host and a path, `https://` or not; plain http to this machine alone.
    pub(in crate::cli) fn at(address: &str, token: String) -> Result<Self, Failure> {
        let (scheme, rest) = address.split_once("://").unwrap_or(("https", address));
        let host = rest.split(['/', '?']).next().unwrap_or_default().to_owned();
        if scheme != "https" && !(scheme == "http" && is_loopback(&host)) {
            return Err(Failure::new(format!(
                "adresse «\u{a0}{}\u{a0}» dans [demarches]\u{a0}: le jeton ne part qu’en https",
                quoted(address)
            )));
        }
        Ok(Self {
            agent: agent(0),
            url: format!("{scheme}://{rest}"),
            host,
            token,
        })
    }

    /// Asks a question.
    pub(in crate::cli) fn ask(&self, body: &str) -> Result<Reply, Lost> {
        let sent = self
            .agent
            .post(&self.url)
            .header("Authorization", format!("Bearer {}", self.token))
            .header("Content-Type", "application/json")
            .send(body);
        let mut answer = sent.map_err(|error| self.lost(&error))?;
        let status = answer.status().as_u16();
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok());
        let pause = header("RateLimit-Reset").and_then(pause);
        let at = header("Date").and_then(|date| DateTime::parse_from_rfc2822(date).ok());
        let at = at.map(|at| at.to_utc());
        let read = answer.body_mut().with_config().limit(LARGEST).read_to_string();
        let body = read.map_err(|error| self.lost(&error))?;
        match status {
            200 | 429 | 504 => Ok(Reply {
                status,
                body,
                pause,
                at,
            }),
            401 | 403 => Err(Lost::Failed(self.refused())),
            300..=399 => Err(Lost::Failed(Failure::new(format!(
                "{} renvoie vers une autre adresse\u{a0}: le jeton n’y part pas\u{a0}; corrigez «\u{a0}adresse\u{a0}» dans [demarches]",
                self.host
            )))),
            // An answer to a question that the site did not take has its errors.
            400 | 422 if body.contains("\"errors\"") => Ok(Reply {
                status,
                body,
                pause,
                at,
            }),
            _ => Err(Lost::Failed(Failure::new(format!(
                "{} répond par l’état {status}\u{a0}: réessayez plus tard",
                self.host
            )))),
        }
    }

    /// Writes a PDF of the site to a file. It is where the site says, on whichever host: the token does not go there.
    pub(in crate::cli) fn fetch(&self, url: &str, largest: u64, out: &mut File) -> Result<(), Failure> {
        let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if scheme != "https" && !(scheme == "http" && is_loopback(host) && is_loopback(&self.host)) {
            return Err(Failure::new("son adresse n’est pas en https"));
        }
        let host = quoted(host);
        let lost = |error: &ureq::Error| match error {
            // What a URL asks with is as good as a token.
            ureq::Error::Timeout(_) => Failure::new(format!("{host} met trop de temps à répondre")),
            _ => Failure::new(format!("{host} ne la donne pas")),
        };
        let redirects = if scheme == "https" { REDIRECTS } else { 0 };
        let mut answer = agent(redirects).get(url).call().map_err(|error| lost(&error))?;
        let status = answer.status().as_u16();
        if status != 200 {
            return Err(Failure::new(format!("{host} répond par l’état {status}")));
        }
        let mut body = answer.body_mut().as_reader().take(largest + 1);
        let length =
            io::copy(&mut body, out).map_err(|_| Failure::new(format!("{host} ne la donne pas entière")))?;
        if length > largest {
            return Err(Failure::new("elle est trop grande"));
        }
        Ok(())
    }

    /// Why the token does not do: it is bound to addresses.
    fn refused(&self) -> Failure {
        let from = self
            .own_address()
            .map_or_else(String::new, |address| format!(", ici {address}"));
        Failure::new(format!(
            "{} refuse le jeton\u{a0}: il a expiré, n’ouvre pas cette démarche, ou est lié à d’autres adresses que celle d’où part la \
             demande{from}, ou celle du proxy. Voyez ses adresses sur le site, dans votre profil.",
            self.host
        ))
    }

    /// The address of this machine on the way to the site.
    fn own_address(&self) -> Option<IpAddr> {
        let socket = UdpSocket::bind(("0.0.0.0", 0)).ok()?;
        let host = self
            .host
            .rsplit_once(':')
            .map_or(self.host.as_str(), |(host, _)| host);
        socket.connect((host, 443)).ok()?;
        Some(socket.local_addr().ok()?.ip())
    }

    fn lost(&self, error: &ureq::Error) -> Lost {
        match error {
            ureq::Error::Timeout(_) => Lost::TooSlow,
            ureq::Error::BodyExceedsLimit(_) => Lost::Failed(Failure::new(format!(
                "la réponse de {} est trop longue",
                self.host
            ))),
            error => Lost::Failed(Failure::new(format!(
                "{} ne répond pas ({})\u{a0}: voyez le réseau et HTTPS_PROXY",
                self.host,
                quoted(&error.to_string())
            ))),
        }
    }
}

/// Who asks, by the certificates that the system trusts and through its proxy; from https it is sent on to https alone.
fn agent(redirects: u32) -> Agent {
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .build();
    let agent = Agent::config_builder()
        .tls_config(tls)
        .timeout_global(Some(LONGEST))
        .http_status_as_error(false)
        .https_only(redirects > 0)
        .max_redirects(redirects)
        .max_redirects_will_error(false)
        .build();
    agent.into()
}

/// True of this machine.
fn is_loopback(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name == "localhost"
        || name
            .trim_matches(['[', ']'])
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

/// How long to wait: so many seconds, or until an instant in seconds since 1970.
fn pause(reset: &str) -> Option<Duration> {
    const INSTANT: u64 = 1_000_000_000;
    let seconds: u64 = reset.trim().parse().ok()?;
    if seconds < INSTANT {
        return Some(Duration::from_secs(seconds));
    }
    let now = u64::try_from(clock::now().timestamp()).ok()?;
    Some(Duration::from_secs(seconds.saturating_sub(now)))
}

//! The socket of the measures, for a collector of the machine: `OpenMetrics`, over HTTP or bare.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::time::{sleep, timeout};
use tracing::warn;

use super::house::House;
use super::{limits, state, system};
use crate::service::DeskError;
use crate::system::answer;

/// How long one collector may take, since the next one waits.
const PATIENCE: Duration = Duration::from_secs(5);

/// The longest request that is read, in bytes; what it asks for is not looked at.
const REQUEST: usize = 4 << 10;

/// What the measures are in, for a collector that speaks HTTP.
const TYPE: [&str; 3] = ["application/openmetrics-text", "version=1.0.0", "charset=utf-8"];

/// Answers collectors one after another, for as long as this is waited for.
pub(super) async fn serve(listener: UnixListener, house: Arc<House>) {
    loop {
        let answered = match listener.accept().await {
            Ok((socket, _)) => timeout(PATIENCE, told(socket, &house)).await,
            Err(cause) => {
                sleep(limits::PRESENCE).await;
                Ok(Err(cause))
            }
        };
        if let Ok(Err(cause)) = answered {
            warn!(cause = answer(&cause), "les mesures ne sont pas données");
        }
    }
}

async fn told(mut socket: UnixStream, house: &House) -> io::Result<()> {
    let is_http = is_http(&mut socket).await?;
    let state = state::of(house, &system::itself()).await;
    let text = state
        .map_err(|error: DeskError| io::Error::other(error.to_string()))?
        .openmetrics();
    if is_http {
        let of = ["Content-Type", &TYPE.join(";")].join(": ");
        let head = format!("HTTP/1.0 200 OK\r\n{of}\r\n\r\n");
        socket.write_all(head.as_bytes()).await?;
    }
    socket.write_all(text.as_bytes()).await?;
    socket.shutdown().await
}

/// Reads the request, up to the empty line that ends it; false where what comes is none, or nothing does.
async fn is_http(socket: &mut (impl AsyncRead + Unpin)) -> io::Result<bool> {
    let mut request = Vec::new();
    while request.len() < REQUEST && !request.ends_with(b"\r\n\r\n") && !request.ends_with(b"\n\n") {
        let mut part = [0; 512];
        match socket.read(&mut part).await? {
            0 => break,
            came => request.extend_from_slice(&part[..came]),
        }
    }
    Ok(request.starts_with(b"GET "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_request_of_http_is_told_from_a_bare_connection() {
        for (said, is) in [
            (&b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"[..], true),
            (b"", false),
            (b"\n\n", false),
            (b"POST / HTTP/1.1\r\n\r\n", false),
        ] {
            assert_eq!(is_http(&mut &said[..]).await.unwrap(), is, "{said:?}");
        }
        let long = [b'G'; 3 * REQUEST];
        assert!(!is_http(&mut &long[..]).await.unwrap(), "bounded");
    }
}

//! A connection kept open, and requests over it one after the other.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, StatusCode, header};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::{Failure, report::Report};

/// One connection.
pub struct Client {
    send: SendRequest<Full<Bytes>>,
    host: HeaderValue,
}

impl Client {
    pub async fn connect(addr: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(addr).await?;
        stream.set_nodelay(true)?;
        let (send, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { send, host: addr.to_string().parse()? })
    }

    /// Sends a request and reads its answer to the end.
    pub async fn call(&mut self, mut request: Request<Full<Bytes>>) -> Result<(StatusCode, Bytes), Failure> {
        request.headers_mut().insert(header::HOST, self.host.clone());
        self.send.ready().await?;
        let response = self.send.send_request(request).await?;
        let status = response.status();
        Ok((status, response.into_body().collect().await?.to_bytes()))
    }
}

/// `clients` connections ask for a path for a time; the first second warms up and is not counted.
pub async fn get(
    addr: SocketAddr,
    path: &str,
    headers: &[(HeaderName, HeaderValue)],
    clients: usize,
    time: Duration,
) -> Result<Report, Failure> {
    let mut request = Request::get(path).body(Full::default())?;
    request.headers_mut().extend(headers.iter().cloned());
    let begun = Instant::now() + Duration::from_secs(1);
    let tasks: Vec<_> = (0..clients).map(|_| tokio::spawn(ask(addr, request.clone(), begun, begun + time))).collect();
    let mut report = Report::new(time);
    for task in tasks {
        report.add(task.await??);
    }
    Ok(report.done())
}

async fn ask(
    addr: SocketAddr,
    request: Request<Full<Bytes>>,
    from: Instant,
    until: Instant,
) -> Result<Vec<(bool, f64)>, Failure> {
    let mut client = Client::connect(addr).await?;
    let mut samples = Vec::new();
    while Instant::now() < until {
        let asked = Instant::now();
        let (status, _) = client.call(request.clone()).await?;
        if asked >= from {
            samples.push((status.is_success(), asked.elapsed().as_secs_f64() * 1_000.0));
        }
    }
    Ok(samples)
}

//! The participant on the crate `webrtc`: it answers, counts, sends back, and goes.

use super::limits::{Budget, Limits, Slot, Slots};
use super::sdp::{with_addresses, without_candidates};
use super::{Participant, Refused, Whereabouts};
use async_trait::async_trait;
use rtc::media_stream::MediaStreamTrack;
use rtc::peer_connection::configuration::media_engine::{MIME_TYPE_OPUS, MIME_TYPE_VP8};
use rtc::rtcp::payload_feedbacks::picture_loss_indication::PictureLossIndication;
use rtc::rtp_transceiver::rtp_sender::{
    RTCRtpCodec, RTCRtpCodecParameters, RTCRtpCodingParameters, RTCRtpEncodingParameters, RtpCodecKind,
};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{Instant, interval, sleep, timeout};
use webrtc::data_channel::{DataChannel, DataChannelEvent};
use webrtc::media_stream::track_local::TrackLocal;
use webrtc::media_stream::track_local::static_rtp::TrackLocalStaticRTP;
use webrtc::media_stream::track_remote::{TrackRemote, TrackRemoteEvent};
use webrtc::peer_connection::{
    MediaEngine, PeerConnection, PeerConnectionBuilder, PeerConnectionEventHandler, RTCIceGatheringState,
    RTCPeerConnectionState, RTCSessionDescription, Registry, SettingEngineBuilder,
    register_default_interceptors,
};

/// How long the answer may take.
const ANSWERS: Duration = Duration::from_secs(3);
/// The largest message that is sent back as it came.
const ECHOED: usize = 64;
/// What is sent at a time to measure how fast it arrives.
const CHUNK: usize = 16 * 1024;
/// How much may be on its way to the browser.
const AHEAD: usize = 128 * 1024;
/// How often a whole picture is asked for: the way back cannot ask for one itself.
const WHOLE_PICTURE: Duration = Duration::from_secs(3);
/// The streams that go back. One connection has one of each, so that fixed numbers do.
const BACK: [(RtpCodecKind, &str, u32); 2] =
    [(RtpCodecKind::Audio, "m=audio ", 0x0a01), (RtpCodecKind::Video, "m=video ", 0x0a02)];

/// The participant.
pub(super) struct Rtc {
    whereabouts: Whereabouts,
    limits: Limits,
    slots: Slots,
}

impl Rtc {
    pub(super) fn new(whereabouts: &Whereabouts, limits: Limits) -> Self {
        let slots = match whereabouts {
            Whereabouts::Here => Slots::on_any_port(limits.most),
            Whereabouts::At { ports, .. } => Slots::on_ports(ports.clone()),
        };
        Self { whereabouts: whereabouts.clone(), limits, slots }
    }

    /// Where to listen: on every interface of the families that are told, or on loopback.
    fn listens(&self, port: u16) -> Vec<SocketAddr> {
        match &self.whereabouts {
            Whereabouts::Here => vec![(Ipv4Addr::LOCALHOST, port).into()],
            Whereabouts::At { addresses, .. } => {
                let of = |any: IpAddr| {
                    let told = addresses.iter().any(|address| address.is_ipv4() == any.is_ipv4());
                    told.then_some(SocketAddr::new(any, port))
                };
                let all = [of(Ipv4Addr::UNSPECIFIED.into()), of(Ipv6Addr::UNSPECIFIED.into())];
                all.into_iter().flatten().collect()
            }
        }
    }

    fn told(&self, answer: &str, port: u16) -> String {
        match &self.whereabouts {
            Whereabouts::Here => answer.to_owned(),
            Whereabouts::At { addresses, .. } => with_addresses(answer, addresses, port),
        }
    }

    async fn connection(
        &self,
        test: &Arc<Test>,
        port: u16,
    ) -> webrtc::error::Result<Arc<dyn PeerConnection>> {
        let mut media = MediaEngine::default();
        for (kind, _, _) in BACK {
            media.register_codec(codec(kind), kind)?;
        }
        let interceptors = register_default_interceptors(Registry::new(), &mut media)?;
        let settings = SettingEngineBuilder::new()
            .with_multicast_dns_mode(rtc::ice::mdns::MulticastDnsMode::Disabled)
            .with_ice_timeouts(Some(Duration::from_secs(5)), Some(Duration::from_secs(5)), None)
            .build();
        let peer = Box::pin(
            PeerConnectionBuilder::new()
                .with_media_engine(media)
                .with_interceptor_registry(interceptors)
                .with_setting_engine(settings)
                .with_handler(Arc::new(Events(test.clone())))
                .with_data_channel_send_buffer_limit(AHEAD)
                .with_udp_addrs(self.listens(port))
                .build(),
        )
        .await?;
        Ok(Arc::new(peer))
    }
}

#[async_trait]
impl Participant for Rtc {
    fn whereabouts(&self) -> &Whereabouts {
        &self.whereabouts
    }

    async fn answer(&self, offer: &str) -> Result<String, Refused> {
        let slot = self.slots.take().ok_or(Refused::Full)?;
        let described =
            RTCSessionDescription::offer(without_candidates(offer)).map_err(|_| Refused::Offer)?;
        let test = Arc::new(Test::new(offer, self.limits));
        let peer = self.connection(&test, slot.port).await.map_err(|_| Refused::Broken)?;
        let answered = timeout(ANSWERS, negotiate(&*peer, &test, described)).await;
        let Ok(Ok(answer)) = answered else {
            end(&*peer).await;
            return Err(if answered.is_ok() { Refused::Offer } else { Refused::Broken });
        };
        let told = self.told(&answer, slot.port);
        tokio::spawn(live(peer, test, slot));
        Ok(told)
    }
}

async fn negotiate(
    peer: &dyn PeerConnection,
    test: &Test,
    offer: RTCSessionDescription,
) -> webrtc::error::Result<String> {
    for track in &test.back {
        peer.add_track(track.1.clone()).await?;
    }
    peer.set_remote_description(offer).await?;
    let answer = peer.create_answer(None).await?;
    peer.set_local_description(answer).await?;
    test.gathered.notified().await;
    let described = peer.local_description().await;
    described.map(|described| described.sdp).ok_or(webrtc::error::Error::ErrConnectionClosed)
}

/// Keeps a connection until the page goes, or its time is over, or it has carried too much; then gives its room back.
async fn live(peer: Arc<dyn PeerConnection>, test: Arc<Test>, slot: Slot) {
    let time = async {
        if timeout(test.limits.connects, test.connected.notified()).await.is_ok() {
            sleep(test.limits.lasts).await;
        }
    };
    tokio::select! {
        () = time => {}
        () = test.over.notified() => {}
    }
    end(&*peer).await;
    drop(slot);
}

async fn end(peer: &dyn PeerConnection) {
    // Its errors name addresses, and there is nobody left to tell.
    if peer.close().await.is_err() {
        tracing::debug!("the participant of a device test did not close");
    }
}

/// One test.
struct Test {
    limits: Limits,
    budget: Budget,
    back: Vec<(RtpCodecKind, Arc<TrackLocalStaticRTP>)>,
    gathered: Notify,
    connected: Notify,
    over: Notify,
}

impl Test {
    fn new(offer: &str, limits: Limits) -> Self {
        let offered = |line: &str| offer.lines().any(|other| other.starts_with(line));
        let back = BACK.into_iter().filter(|(_, line, _)| offered(line));
        Self {
            limits,
            budget: Budget::new(limits.bytes),
            back: back.map(|(kind, _, number)| (kind, track(kind, number))).collect(),
            gathered: Notify::new(),
            connected: Notify::new(),
            over: Notify::new(),
        }
    }

    /// Counts what was carried; `false`, and the end of the test, where it was too much.
    fn carry(&self, bytes: usize) -> bool {
        let carried = self.budget.take(bytes);
        if !carried {
            self.over.notify_one();
        }
        carried
    }
}

fn codec(kind: RtpCodecKind) -> RTCRtpCodecParameters {
    let (name, clock_rate, channels, payload_type) = match kind {
        RtpCodecKind::Audio => (MIME_TYPE_OPUS, 48_000, 2, 111),
        _ => (MIME_TYPE_VP8, 90_000, 0, 96),
    };
    let rtp_codec = RTCRtpCodec { mime_type: name.to_owned(), clock_rate, channels, ..Default::default() };
    RTCRtpCodecParameters { rtp_codec, payload_type }
}

fn track(kind: RtpCodecKind, number: u32) -> Arc<TrackLocalStaticRTP> {
    let encoding = RTCRtpEncodingParameters {
        rtp_coding_parameters: RTCRtpCodingParameters { ssrc: Some(number), ..Default::default() },
        codec: codec(kind).rtp_codec,
        ..Default::default()
    };
    let (stream, id) = ("back".to_owned(), format!("back-{kind}"));
    Arc::new(TrackLocalStaticRTP::new(MediaStreamTrack::new(stream, id.clone(), id, kind, vec![encoding])))
}

/// What the connection tells of.
struct Events(Arc<Test>);

#[async_trait]
impl PeerConnectionEventHandler for Events {
    async fn on_ice_gathering_state_change(&self, state: RTCIceGatheringState) {
        if state == RTCIceGatheringState::Complete {
            self.0.gathered.notify_one();
        }
    }

    async fn on_connection_state_change(&self, state: RTCPeerConnectionState) {
        match state {
            RTCPeerConnectionState::Connected => self.0.connected.notify_one(),
            RTCPeerConnectionState::Disconnected
            | RTCPeerConnectionState::Failed
            | RTCPeerConnectionState::Closed => self.0.over.notify_one(),
            _ => {}
        }
    }

    async fn on_data_channel(&self, channel: Arc<dyn DataChannel>) {
        let test = self.0.clone();
        tokio::spawn(async move {
            let done = match channel.label().await.as_deref() {
                Ok("echo") => echo(&test, &*channel).await,
                Ok("flow") => flow(&test, &*channel).await,
                Ok(_) | Err(_) => None,
            };
            // Who says what is not understood, or too much of it, is left.
            if done.is_none() {
                test.over.notify_one();
            }
        });
    }

    async fn on_track(&self, track: Arc<dyn TrackRemote>) {
        tokio::spawn(reflect(self.0.clone(), track));
    }
}

/// Sends every message back as it came: round trip and loss are the browser's to count.
async fn echo(test: &Test, channel: &dyn DataChannel) -> Option<()> {
    while let Some(event) = channel.poll().await {
        if let DataChannelEvent::OnMessage(message) = event {
            let bytes = message.data.len();
            if bytes > ECHOED || !test.carry(2 * bytes) {
                return None;
            }
            channel.send(message.data).await.ok()?;
        }
    }
    Some(())
}

/// Counts what comes and says how much it was, after every message; asked for it ("down"), sends a measured amount.
async fn flow(test: &Test, channel: &dyn DataChannel) -> Option<()> {
    let mut come: usize = 0;
    while let Some(event) = channel.poll().await {
        let DataChannelEvent::OnMessage(message) = event else { continue };
        if !test.carry(message.data.len()) {
            return None;
        }
        if !message.is_string {
            come = come.saturating_add(message.data.len());
            channel.send_text(&come.to_string()).await.ok()?;
        } else if &*message.data == b"down" {
            down(test, channel).await?;
        } else {
            return None;
        }
    }
    Some(())
}

async fn down(test: &Test, channel: &dyn DataChannel) -> Option<()> {
    let until = Instant::now() + test.limits.down_lasts;
    let chunk = vec![0_u8; CHUNK];
    let mut sent = 0;
    while sent < test.limits.down && Instant::now() < until {
        if !test.carry(CHUNK) {
            return None;
        }
        channel.send(chunk.as_slice().into()).await.ok()?;
        sent += CHUNK;
    }
    channel.send_text("done").await.ok()
}

/// Sends picture or sound back, packet by packet; nothing of it is looked at or kept.
async fn reflect(test: Arc<Test>, track: Arc<dyn TrackRemote>) {
    let kind = track.kind().await;
    let Some((_, back)) = test.back.iter().find(|(other, _)| *other == kind) else { return };
    let number = BACK.iter().find(|(other, _, _)| *other == kind).map_or(0, |(_, _, number)| *number);
    let theirs = track.ssrcs().await.first().copied().unwrap_or_default();
    let mut whole = interval(WHOLE_PICTURE);
    loop {
        tokio::select! {
            event = track.poll() => {
                let Some(event) = event else { return };
                let TrackRemoteEvent::OnRtpPacket(mut packet) = event else { continue };
                if !test.carry(2 * packet.payload.len()) {
                    return;
                }
                packet.header.ssrc = number;
                // They were about the way here.
                packet.header.extension = false;
                packet.header.extensions.clear();
                // A packet that is not taken is a lost one, and the browser counts it as such.
                if back.write_rtp(packet).await.is_err() {
                    return;
                }
            }
            _ = whole.tick(), if kind == RtpCodecKind::Video => {
                let ask = PictureLossIndication { sender_ssrc: 0, media_ssrc: theirs };
                if track.write_rtcp(vec![Box::new(ask)]).await.is_err() {
                    return;
                }
            }
        }
    }
}

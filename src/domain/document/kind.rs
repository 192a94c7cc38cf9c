//! What a document is, and the form of its file.

use crate::domain::coded::coded;

coded! {
    /// What a document is.
    stored enum DocumentKind {
        SignedConvention "convention_signee", "convention signée";
        Amendment "avenant", "avenant";
        Deliberation "deliberation", "délibération";
        /// A fiche de traitement, as the éditeur sent it.
        Sheet "fiche", "fiche de traitement";
        DeletionCertificate "certificat_suppression", "certificat de suppression";
        /// The minutes of a meeting.
        Minutes "pv", "PV";
        Attestation "attestation", "attestation";
        Other "autre", "autre";
    }
}

coded! {
    /// The form of the file of a document, as its first bytes tell it.
    stored enum DocumentFormat {
        Pdf "pdf", "PDF";
        Png "png", "image PNG";
        Jpeg "jpeg", "image JPEG";
    }
}

/// First bytes, and the form that they tell.
const MAGIC: [(&[u8], DocumentFormat); 3] = [
    (b"%PDF-", DocumentFormat::Pdf),
    (b"\x89PNG\r\n\x1a\n", DocumentFormat::Png),
    (b"\xff\xd8\xff", DocumentFormat::Jpeg),
];

impl DocumentFormat {
    /// The form of a file that begins with these bytes; none where it is no document.
    pub fn of(head: &[u8]) -> Option<Self> {
        let known = MAGIC.iter().find(|(magic, _)| head.starts_with(magic));
        known.map(|(_, format)| *format)
    }
}
